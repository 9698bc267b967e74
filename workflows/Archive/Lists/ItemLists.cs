using System.Globalization;
using Serverless.Workflows.Archive.Items;
using Serverless.Workflows.Archive.Records;

namespace Serverless.Workflows.Archive.Lists;

/// <summary>
/// Which lists an item is in, and where. A list is a partition of the tenant (<c>all</c>, <c>deadline</c>, <c>status/x</c>,
/// <c>inbox/person</c>, <c>with/person</c>, <c>open/station</c>, <c>held</c>, <c>held/seller</c>, <c>owed</c>,
/// <c>done/yyyy-mm</c>, <c>term</c>); a row is named <c>list|key</c>.
/// </summary>
/// <remarks>The inbox, a station's list and that of deadlines begin with what must be paid first (the last bank day for
/// a cash discount that can still be had or for the due date, whichever is earlier; without any, the day it came; while it
/// waits for its supplier, the day on which that is asked after). The
/// others begin with the newest. Words are in one
/// list, by word and then the newest first.</remarks>
public static class ItemLists
{
    /// <summary>Every item.</summary>
    public const string All = "all";

    /// <summary>Every item under each of its words.</summary>
    public const string Term = "term";

    /// <summary>Every item on its way, what is due first at the top.</summary>
    public const string Deadline = "deadline";

    /// <summary>Invoices that were rejected to their supplier and wait for the corrected one.</summary>
    public const string Held = "held";

    /// <summary>Those of a seller; see <see cref="DuplicateKeys.SellersOf"/>.</summary>
    public static string HeldOf(string seller) => Keys.Join(Held, seller);

    /// <summary>Items that have ended while somebody is still to be told of it.</summary>
    public const string Owed = "owed";

    /// <summary>Items of a status.</summary>
    public static string Status(ItemStatus status) =>
        Keys.Join("status", JsonNames(status));

    /// <summary>Open items that a person has.</summary>
    public static string Inbox(string person) => Keys.Join("inbox", person);

    /// <summary>Items of <see cref="Item.People"/>, also after they have ended.</summary>
    public static string With(string person) => Keys.Join("with", person);

    /// <summary>Open items at a station.</summary>
    public static string Open(string station) => Keys.Join("open", station);

    /// <summary>Items that ended in a month.</summary>
    public static string Done(int year, int month) =>
        Keys.Join("done", string.Create(CultureInfo.InvariantCulture, $"{year:0000}-{month:00}"));

    /// <summary>Whether an item is still on its way: only then somebody has it and it is at a station.</summary>
    public static bool IsOpen(Item item) => item.Status is ItemStatus.Running or ItemStatus.Waiting;

    /// <summary>Whether an item has ended while somebody is still to be told of it.</summary>
    public static bool Owes(Item item) => item is { Stage: ItemStage.Ended, TellLinkedUtc: not null };

    /// <summary>The rows of an item, each as <c>list|key</c>.</summary>
    public static IReadOnlyList<string> Of(Item item)
    {
        var newest = Keys.Join(NewestFirst(item.ReceivedUtc), item.Id);
        var due = Keys.Join(FirstDate(item).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), item.Id);
        var rows = new List<string> { Row(All, newest), Row(Status(item.Status), newest) };
        rows.AddRange(item.People.Select(person => Row(With(person), newest)));
        if (IsOpen(item)) rows.Add(Row(Deadline, due));
        if (IsOpen(item) && item.Assignee is { } assignee) rows.Add(Row(Inbox(assignee.User), due));
        if (IsOpen(item) && item.Station is { } station) rows.Add(Row(Open(station.Name), due));
        if (IsOpen(item) && item.IsHeld)
        {
            rows.Add(Row(Held, due));
            rows.AddRange(DuplicateKeys.SellersOf(item).Select(seller => Row(HeldOf(seller), due)));
        }

        if (Owes(item)) rows.Add(Row(Owed, newest));
        if (item.EndedUtc is { } ended)
            rows.Add(Row(Done(ended.UtcDateTime.Year, ended.UtcDateTime.Month), Keys.Join(NewestFirst(ended), item.Id)));
        rows.AddRange(SearchWords.Of(item).Select(word => Row(Term, $"{Keys.Escape(word)}{Keys.Separator}{newest}")));
        return rows;
    }

    /// <summary>A row's name.</summary>
    internal static string Row(string list, string key) => $"{list}|{key}";

    /// <summary>The list and the key of a row's name.</summary>
    internal static (string List, string Key) Split(string row)
    {
        var at = row.IndexOf('|', StringComparison.Ordinal);
        return (row[..at], row[(at + 1)..]);
    }

    /// <summary>The partition of a list.</summary>
    internal static string Partition(string tenant, string list) =>
        $"{Keys.Join(tenant, "list")}{Keys.Separator}{list}";

    /// <summary>What inboxes begin with: when it must be paid at the latest, else when it came. What waits for its supplier
    /// presses nobody until it is asked after.</summary>
    internal static DateOnly FirstDate(Item item) => item.IsHeld && item.RemindUtc is { } remind
        ? DateOnly.FromDateTime(remind.UtcDateTime)
        : item.Deadlines?.PayBy ?? DateOnly.FromDateTime(item.ReceivedUtc.UtcDateTime);

    // Milliseconds until the year 9999, in 15 digits: the later, the smaller.
    private static string NewestFirst(DateTimeOffset time) =>
        Keys.Number(DateTimeOffset.MaxValue.ToUnixTimeMilliseconds() - time.ToUnixTimeMilliseconds(), 15);

    private static string JsonNames(ItemStatus status) => System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(status.ToString());
}
