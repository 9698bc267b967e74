using Serverless.Workflows.Approval;
using Serverless.Workflows.Approval.Suppliers;
using Serverless.Workflows.Archive.Items;
using Serverless.Workflows.Archive.Lists;
using Serverless.Workflows.Durable;
using Serverless.Workflows.Extraction;
using Serverless.Workflows.Posting;
using Serverless.Workflows.Routing;
using Serverless.Workflows.Routing.Phrases;
using Serverless.Workflows.Tenancy;
using Serverless.Workflows.Tenancy.Master;
using Serverless.Workflows.Tenancy.Matching;
using Match = Serverless.Workflows.Tenancy.Matching.Match;

namespace Serverless.Workflows.Orchestrations.Steps;

/// <summary>Fills the cover sheet: client, supplier, order and property from master data, the number drawn from the
/// client's range, duplicates; and pins the route in the version of this moment.</summary>
public sealed class CoverSheetStep(
    ItemJournal journal, TenantFiles tenants, ProcessStore processes, MasterData master, NumberRanges numbers,
    DuplicateIndex duplicates, HeldItems held, Corrections corrections, TimeProvider time)
    : ItemActivity(StepKind.FillCoverSheet, journal, time)
{
    private readonly TimeProvider _time = time;

    /// <inheritdoc/>
    protected override async Task DoAsync(Item item, CancellationToken cancellation)
    {
        var tenant = tenants.Require(item.Tenant);
        var settings = tenant.Settings;
        var candidates = await MatchCandidates.FindAsync(master, tenant.Id, item.Fields, item.Origin, [], cancellation);
        var match = ItemMatching.Decide(item.Fields, candidates, settings, item.Origin.Source);
        var client = match.Client?.Id ?? settings.Source(item.Origin.Source)?.Client;
        var route = await PinAsync(tenant, item, client, cancellation);
        var pinned = tenant.Process.Route(route.Name)!;
        // For vouchers a clerk draws the number.
        var range = pinned.Voucher is null ? settings.NumberRangeFor(pinned, item.Origin.Source, client) : null;
        var number = range is null
            ? null
            : await numbers.DrawAsync(tenant.Id, range, item.Id, settings.DateAt(_time.GetUtcNow()), cancellation);

        var matched = item with
        {
            Client = client,
            Route = route,
            Fields = item.Fields.Where(field => pinned.Has(field.Key)).ToDictionary(),
            Cover = item.Cover with
            {
                Supplier = pinned.Has(RouteLinkNames.Supplier) ? match.Supplier?.Id : null,
                PurchaseOrder = pinned.Has(RouteLinkNames.PurchaseOrder) ? match.PurchaseOrder?.Id : null,
                Property = pinned.Has(RouteLinkNames.Property) ? match.Property?.Id : null,
                NumberRange = range?.Id,
                Number = number?.Text,
            },
        };
        matched = matched with { Deadlines = PaymentDeadlines.Of(matched, settings.DateAt(_time.GetUtcNow())) };
        var records = await master.LinkedAsync(tenant.Id, matched.Cover, cancellation);
        var group = InvoiceGroupChoice.First(
            new RuleSubject(matched, records, settings, settings.DateAt(_time.GetUtcNow()), tenant.Process));
        matched = matched with
        {
            Cover = matched.Cover with { InvoiceGroup = matched.Cover.InvoiceGroup ?? group?.Group },
        };
        await duplicates.RegisterAsync(matched, cancellation);
        var others = await duplicates.FindAsync(matched, cancellation);
        var linked = await LinkAsync(matched, cancellation);
        var takenBack = await held.TakenBackByAsync(matched, cancellation);

        await MoveAsync(item, current =>
        {
            var filled = current with
            {
                Client = matched.Client,
                Fields = matched.Fields,
                Cover = matched.Cover,
                Deadlines = matched.Deadlines,
                Route = route,
                Stage = ItemStage.Walking,
                Checks = [.. current.Checks, .. takenBack.Select(TakesBack), .. AsMail(current)],
                ContentRevision = current.Revision + 1,
            };
            var noted = DuplicateFindings.Note(
                MatchFindings.On(filled, match.Checks, pinned.Has), [.. others.Where(other => !linked.Contains(other.Item))]);
            var edit = new Edit(ItemChange.System, _time.GetUtcNow(), ItemDifferences.Between(current, noted));
            return new ItemChange(noted, ItemChange.System, "matched", Reasons(match, number, Named(tenant, group), pinned, item))
            {
                Rows = [EditRows.Insert(noted.ContentRevision, edit)],
            };
        }, cancellation);
    }

    /// <summary>Links the invoices, rejected to their supplier, of which this one says itself that it is the correction. All
    /// else is a person's to say.</summary>
    private async Task<IReadOnlyList<string>> LinkAsync(Item item, CancellationToken cancellation)
    {
        if (!SupplierOffer.Suits(item)) return [];
        await held.NoteAnswerAsync(item, cancellation);
        var linked = new List<string>();
        foreach (var match in (await held.CorrectedByAsync(item, cancellation)).Where(match => match.IsCertain))
        {
            if (await corrections.LinkAsync(match.Held, item.Id, ItemChange.System, match.Why, "rule", null, cancellation))
                linked.Add(match.Held.Id);
        }

        return linked;
    }

    // Nothing on a mail route posts an invoice, and whoever files letters may not know that it waits to be paid.
    private static IEnumerable<Check> AsMail(Item item) => item is { Kind: RouteKind.Mail, Format: { } format }
        ? [new Check("MAIL-IS-INVOICE", Severity.Warning, FindingPhrases.InvoiceAsMail.Of(format))]
        : [];

    private static Check TakesBack(Item held) => new(
        "CORRECTION-CREDIT-NOTE", Severity.Warning,
        SupplierPhrases.TakesBack.Of(held.Fields[FieldNames.InvoiceNumber].Value));

    private async Task<RouteRef> PinAsync(Tenant tenant, Item item, string? client, CancellationToken cancellation)
    {
        var chosen = tenant.Settings.RouteSourceOf(item.Origin.Source, client)
            ?? throw new ActivityFailureException(new ActivityFailure(
                "NoRoute",
                $"Für die Quelle „{item.Origin.Source}“ ist keine Leitungswegquelle hinterlegt. Bitte in tenant.json unter "
                + "settings.routeSources ergänzen und danach „noch einmal“ wählen.",
                Retriable: false));
        return new RouteRef(chosen.Route, await processes.KeepAsync(tenant.Id, tenant.Process, cancellation));
    }

    private static (string, string)? Named(Tenant tenant, (string Group, string Reason)? group) => group is var (id, reason)
        ? (tenant.Process.InvoiceGroups.FirstOrDefault(one => one.Id == id)?.Name ?? id, reason)
        : null;

    private static Dictionary<string, string> Reasons(
        MatchResult match, DrawnNumber? number, (string Group, string Reason)? group, Route route, Item item)
    {
        var reasons = new Dictionary<string, string>();
        Add(RouteLinkNames.Supplier, match.Supplier);
        Add(RouteLinkNames.PurchaseOrder, match.PurchaseOrder);
        Add(RouteLinkNames.Property, match.Property);
        Add("client", match.Client);
        if (number is not null) reasons["number"] = number.Text;
        if (group is var (chosen, because)) reasons["invoiceGroup"] = $"{chosen}: {because}";
        var dropped = item.Fields.Keys.Where(name => !route.Has(name)).Select(ItemFieldLabels.Of).ToList();
        if (dropped.Count > 0) reasons["dropped"] = "Auf diesem Leitungsweg nicht aktiv: " + string.Join(", ", dropped);
        return reasons;

        void Add(string what, Match? found)
        {
            if (found is null) return;
            reasons[what] = route.Has(what)
                ? $"{found.Id}: {found.Reason}"
                : $"{found.Id} erkannt, aber verworfen: auf diesem Leitungsweg nicht aktiv";
        }
    }
}
