using System.ComponentModel;

namespace Serverless.Workflows.Tenancy;

/// <summary>Which source or number range feeds which route (Leitungswegquelle).</summary>
public sealed record RouteSource
{
    [Description("Kennung.")]
    public required string Id { get; init; }

    [Description("Beschreibung.")]
    public string? Description { get; init; }

    [Description("Kennung der Dokumentquelle (Postfach, Verzeichnis, Pool …). Entweder „source“ oder „numberRange“.")]
    public string? Source { get; init; }

    [Description("Kennung des Nummernkreises. Entweder „source“ oder „numberRange“.")]
    public string? NumberRange { get; init; }

    [Description("Leitungswegart.")]
    public required string RouteKind { get; init; }

    [Description("Kennung des Leitungswegs.")]
    public required string Route { get; init; }

    [Description("Nur für diesen Mandanten; ohne Angabe für alle.")]
    public string? Client { get; init; }

    [Description("Kategorie, unter der abgelegt wird.")]
    public string Category { get; init; } = "Rechnung";

    [Description("Postart; nur „incoming“ (Posteingang) erscheint in einem Posteingang.")]
    public PostKind PostKind { get; init; } = PostKind.Incoming;

    [Description("Status zu Beginn; nur „new“ (Neu) erscheint in einem Posteingang.")]
    public PostStatus Status { get; init; } = PostStatus.New;

    [Description("Person, wenn Regeln und Station keine ergeben.")]
    public string? BackupAssignee { get; init; }

    [Description("Vorgegebener Nummernkreis je Mandant; geht dem der Quelle vor.")]
    public IReadOnlyDictionary<string, string> NumberRanges { get; init; } = new Dictionary<string, string>();
}

/// <summary>What kind of mail an item is filed as.</summary>
public enum PostKind { Incoming, Outgoing, Internal }

/// <summary>The status an item begins with.</summary>
public enum PostStatus { New, InWork, Done }
