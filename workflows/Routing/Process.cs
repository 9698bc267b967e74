using System.ComponentModel;
using Serverless.Workflows.Routing.Functions;

namespace Serverless.Workflows.Routing;

/// <summary>How items are worked on. Stored by hash and pinned per item until it ends, so that a change applies to
/// new items only.</summary>
public sealed record Process
{
    [Description("Eigene Leitungswegarten neben den eingebauten „invoice“ (Rechnungen) und „mail“ (Post).")]
    public IReadOnlyList<RouteKind> RouteKinds { get; init; } = [];

    [Description("Rechnungs- und Postkreise, nach denen Regeln unterscheiden können.")]
    public IReadOnlyList<InvoiceGroup> InvoiceGroups { get; init; } = [];

    [Description("Bedingungen, nach denen ein Rechnungskreis vorausgewählt wird, solange keiner gesetzt ist.")]
    public IReadOnlyList<InvoiceGroupRow> InvoiceGroupTable { get; init; } = [];

    [Description("Status, die Personen vergeben und die Regeln prüfen können.")]
    public IReadOnlyList<ReviewStatus> ReviewStatuses { get; init; } = [];

    [Description("Skalarfunktionen: eigene Berechnungen, die Regeln als „fn.NAME“ lesen.")]
    public IReadOnlyList<ScalarFunction> Functions { get; init; } = [];

    [Description("Leitungswegregeln: benannte Prüfungen, die Leitungswege und Stationen verwenden.")]
    public IReadOnlyList<Rule> Rules { get; init; } = [];

    [Description("Leitungswegregelaktionen: was geschieht, wenn eine Regel zutrifft.")]
    public IReadOnlyList<RuleAction> Actions { get; init; } = [];

    [Description("Leitungswege mit ihren Stationen.")]
    public required IReadOnlyList<Route> Routes { get; init; }

    /// <summary>The route of that id, or null.</summary>
    public Route? Route(string? id) => Routes.FirstOrDefault(route => route.Id == id);

    /// <summary>The rule of that id, or null.</summary>
    public Rule? Rule(string? id) => Rules.FirstOrDefault(rule => rule.Id == id);

    /// <summary>The action of that id, or null.</summary>
    public RuleAction? Action(string? id) => Actions.FirstOrDefault(action => action.Id == id);

    /// <summary>The review status of that id, or null.</summary>
    public ReviewStatus? ReviewStatus(string? id) => ReviewStatuses.FirstOrDefault(status => status.Id == id);

    /// <summary>The invoice or mail groups that an item can have on a route: those of its kind, where the route names some
    /// of them only those; none where the route has no groups.</summary>
    public IEnumerable<InvoiceGroup> GroupsOf(Route route) => InvoiceGroups.Where(group => group.Kind == route.Kind
        && route.Has(RouteLinkNames.InvoiceGroup)
        && (route.MailGroups is not { Possible: { Count: > 0 } possible } || possible.Contains(group.Id)));

    /// <summary>Whether there is such a kind, built in or own.</summary>
    public bool HasKind(string kind) => RouteKind.BuiltIn.Contains(kind) || RouteKinds.Any(own => own.Id == kind);
}

/// <summary>An own kind of routes, with its own routes and rules (Leitungswegart).</summary>
public sealed record RouteKind
{
    /// <summary>Invoices.</summary>
    public const string Invoice = "invoice";

    /// <summary>Mail that is no invoice.</summary>
    public const string Mail = "mail";

    /// <summary>The kinds that every tenant has.</summary>
    public static IReadOnlyList<string> BuiltIn { get; } = [Invoice, Mail];

    [Description("Kennung, auf die Leitungswege und Regeln verweisen.")]
    public required string Id { get; init; }

    [Description("Bezeichnung, wie Menschen sie sehen.")]
    public required string Name { get; init; }
}

/// <summary>A group of invoices or mail that rules tell apart (Rechnungskreis, Postkreis).</summary>
public sealed record InvoiceGroup
{
    [Description("Kennung, wie sie auf dem Deckblatt und in Regeln steht.")]
    public required string Id { get; init; }

    [Description("Bezeichnung, wie Menschen sie sehen.")]
    public required string Name { get; init; }

    [Description("Leitungswegart, für die der Kreis gilt.")]
    public string Kind { get; init; } = RouteKind.Invoice;
}
