using Serverless.Web.Tenants;
using Serverless.Workflows.Approval;
using Serverless.Workflows.Approval.Suppliers;
using Serverless.Workflows.Archive.Items;

namespace Serverless.Web.Pages;

/// <summary>An item's page, by a session or by a signed link.</summary>
public sealed record ItemModel
{
    public required WebTenant Tenant { get; init; }

    public required WebPerson Person { get; init; }

    public required Item Item { get; init; }

    public required ItemHistory History { get; init; }

    /// <summary>What the person may do now.</summary>
    public required DecisionOffer Offer { get; init; }

    /// <summary>What the person may decide now.</summary>
    public IReadOnlyList<string> Allowed => Offer.Kinds;

    /// <summary>The page's own path; its forms go there, its documents lie below it.</summary>
    public required string Path { get; init; }

    public required string FormToken { get; init; }

    /// <summary>What may be chosen in capture; null where the page only shows.</summary>
    public ItemChoices? Choices { get; init; }

    /// <summary>Where a voucher's number can be drawn from; null where none is to be drawn.</summary>
    public NumberOffer? Number { get; init; }

    /// <summary>What may be the corrected invoice of this one, or which rejected one it may correct.</summary>
    public IReadOnlyList<CorrectionMatch> Corrections { get; init; } = [];

    /// <summary>The duplicates that the person may see, by id.</summary>
    public IReadOnlyDictionary<string, Item> SeenDuplicates { get; init; } = new Dictionary<string, Item>();

    /// <summary>Whether it is shown to whoever holds the link, who sees nothing but this item.</summary>
    public bool ByLink { get; init; }

    public bool CanExport { get; init; }

    /// <summary>Other items of the same invoice that were posted or handed to DATEV; an export is confirmed then.</summary>
    public IReadOnlyList<Datev.ExportedDuplicate> Exported { get; init; } = [];

    /// <summary>Whether the person may take back that the corrected invoice was linked.</summary>
    public bool CanUnlink { get; init; }

    /// <summary>The linked correction, where it is on its way to be paid and the person may take the link back.</summary>
    public PostedCorrection? PostedCorrection { get; init; }

    /// <summary>The document shown, from 1; 0 for none.</summary>
    public int Document { get; init; }

    /// <summary>Good news about what was just done.</summary>
    public string? Notice { get; init; }

    public IReadOnlyList<string> Problems { get; init; } = [];

    /// <summary>What others changed since the person opened the page.</summary>
    public IReadOnlyList<FieldChange> Changes { get; init; } = [];

    /// <summary>What was typed, where the form comes back.</summary>
    public IReadOnlyDictionary<string, string> Typed { get; init; } = new Dictionary<string, string>();

    /// <summary>The routes it was and is on, with its way so far; empty where it is on none.</summary>
    public IReadOnlyList<Routes.Diagram.RouteDiagram> Ways { get; init; } = [];

    public bool CanEdit => Choices is not null;
}
