using Microsoft.AspNetCore.Http;
using Serverless.Web.Access;
using Serverless.Workflows.Archive.Items;
using Serverless.Workflows.Tenancy;

namespace Serverless.Web.Pages;

/// <summary>The list of all items that a person may see, as one request wants it.</summary>
public sealed record ItemsModel(
    Session Session, ItemsFilter Filter, IReadOnlyList<Item> Items, string? Cursor, string? Next, DateOnly Today, bool AllMarked)
{
    /// <summary>Whether the person sees the items of others, too.</summary>
    public bool SeesAll => Session.Person.Permissions.Contains(Permission.ReadAll);

    /// <summary>Without boxes: what one was involved in is mostly with others, who alone decide it.</summary>
    public bool IsPlain => Filter.IsInvolved && !BulkActions.Of(Session.Person).Reassign;

    /// <summary>The people whom the person stands in for today.</summary>
    public IReadOnlyList<string> StandsInFor { get; init; } = [];

    /// <summary>The address of a page of this list.</summary>
    public string Address(string? cursor)
    {
        var query = new QueryString();
        foreach (var (name, value) in new[]
        {
            ("status", Filter.Status), ("person", Filter.Person), ("station", Filter.Station), ("q", Filter.Search), ("cursor", cursor),
        })
        {
            if (value is not null) query = query.Add(name, value);
        }

        return $"/t/{Session.Tenant.Id}/items{query}";
    }
}

/// <summary>What a person wants to see; null means any, of the status: what is on its way.</summary>
/// <param name="Status">The name of a status, or <c>all</c>.</param>
public sealed record ItemsFilter(string? Status, string? Person, string? Station, string? Search)
{
    public const string AnyStatus = "all";

    /// <summary>What was rejected to its supplier and waits for the corrected invoice.</summary>
    public const string AtSupplier = "held";

    /// <summary>Read from the address; what is no status of ours counts as not given. Whoever may not read everything
    /// sees what they have or what waits for somebody whom they stand in for, and with a status what they were involved in.
    /// </summary>
    public static ItemsFilter Of(IQueryCollection query, Session session, IReadOnlyList<string> standsInFor)
    {
        var all = session.Person.Permissions.Contains(Permission.ReadAll);
        var status = Text(query["status"]);
        if (status is not (AnyStatus or AtSupplier) && StatusOf(status) is null) status = null;
        var person = Text(query["person"]);
        if (!all && (person is null || !standsInFor.Contains(person))) person = session.Person.Id;
        return new ItemsFilter(status, person, Text(query["station"]), Text(query["q"]))
        {
            IsInvolved = !all && status is not null && person == session.Person.Id,
        };
    }

    /// <summary>Whether the person is somebody who had it or decided on it, not just who has it.</summary>
    public bool IsInvolved { get; init; }

    /// <summary>What the list is asked for. Only what is on its way is with a person or at a station.</summary>
    public ItemQuery Query(string? cursor) => new(
        StatusOf(Status), IsInvolved ? null : Person, Station, Search, Cursor: cursor,
        Held: Status == AtSupplier,
        ByDeadline: !IsInvolved && (Status is null || StatusOf(Status) is ItemStatus.Waiting or ItemStatus.Running),
        Involved: IsInvolved ? Person : null);

    /// <summary>Whether what is due first comes first; a search and what has ended begin with the newest.</summary>
    public bool IsByDeadline => Search is null && !IsInvolved && (Query(null).ByDeadline || Status == AtSupplier);

    public static ItemStatus? StatusOf(string? name) =>
        Enum.GetValues<ItemStatus>().Select(status => (ItemStatus?)status).FirstOrDefault(status => NameOf(status!.Value) == name);

    public static string NameOf(ItemStatus status) => status.ToString().ToLowerInvariant();

    private static string? Text(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
