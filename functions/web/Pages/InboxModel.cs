using Serverless.Web.Access;
using Serverless.Workflows.Archive.Items;
using Serverless.Workflows.Tenancy;
using Serverless.Workflows.Tenancy.Master;

namespace Serverless.Web.Pages;

/// <summary>Which list the inbox shows.</summary>
public enum InboxList { Mine, Open, Done, Rejected, Substitute }

/// <summary>What waits for a person who is away, as far as a first page goes.</summary>
/// <param name="Until">The last day of the absence.</param>
/// <param name="HasMore">Whether there is more than this.</param>
public sealed record RepresentedInbox(string Person, DateOnly Until, IReadOnlyList<Item> Items, bool HasMore);

/// <summary>The inbox as one request wants it.</summary>
public sealed record InboxModel(
    Session Session, InboxList List, string? Station, string? Search, IReadOnlyList<Item> Items, string? Next,
    string? Notice)
{
    /// <summary>Where this page begins.</summary>
    public string? Cursor { get; init; }

    /// <summary>The day it is.</summary>
    public DateOnly Today { get; init; }

    public bool AllMarked { get; init; }

    private static readonly string[] Names = ["mine", "open", "done", "rejected", "for"];

    /// <summary>The lists that are offered; who may not read everything has no list of what waits for all.</summary>
    public IReadOnlyList<InboxList> Lists => Session.Person.Permissions.Contains(Permission.ReadAll)
        ? [InboxList.Mine, InboxList.Open, InboxList.Done, InboxList.Rejected]
        : [InboxList.Mine, InboxList.Done, InboxList.Rejected];

    /// <summary>The people whom the person stands in for today.</summary>
    public IReadOnlyList<string> StandsInFor { get; init; } = [];

    /// <summary>On the first page of the person's own list: what waits for the people whom they stand in for.</summary>
    public IReadOnlyList<RepresentedInbox> RepresentedInboxes { get; init; } = [];

    /// <summary>The person's own absence of today, if any.</summary>
    public Absence? OwnAbsence { get; init; }

    /// <summary>For <see cref="InboxList.Substitute"/>: whose list it is.</summary>
    public string? Represented { get; init; }

    /// <summary>The address of this inbox with another list or the next page.</summary>
    /// <param name="represented">For <see cref="InboxList.Substitute"/>: whose list.</param>
    public string Address(InboxList list, string? cursor = null, string? represented = null)
    {
        var query = Microsoft.AspNetCore.Http.QueryString.Create("list", Name(list));
        if (list == InboxList.Substitute && (represented ?? Represented) is { } person) query = query.Add("person", person);
        if (Station is not null) query = query.Add("station", Station);
        if (Search is not null) query = query.Add("q", Search);
        if (cursor is not null) query = query.Add("cursor", cursor);
        return $"/t/{Session.Tenant.Id}/inbox{query}";
    }

    public static string Name(InboxList list) => Names[(int)list];

    public static InboxList Parse(string? name) => Array.IndexOf(Names, name) is > 0 and var found ? (InboxList)found : InboxList.Mine;
}
