using System.Collections.Frozen;
using Serverless.Workflows.Archive.Items;
using Serverless.Workflows.Extraction;
using Serverless.Workflows.Routing;
using Serverless.Workflows.Routing.Phrases;
using Serverless.Workflows.Tenancy.Identifiers;
using Serverless.Workflows.Tenancy.Master;

namespace Serverless.Workflows.Tenancy.Matching;

/// <summary>What an item is linked with, whether it was matched or a person chose it.</summary>
/// <param name="ClientChosen">A person chose the client; who is addressed is no question any more.</param>
public sealed record MatchLinks(
    Supplier? Supplier, PurchaseOrder? Order, Property? Property, string? Client, bool ClientChosen)
{
    /// <summary>The supplier that the order was placed with, where master data have it.</summary>
    public Supplier? OrderSupplier { get; init; }

    /// <summary>The links of an item, read by key.</summary>
    public static async Task<MatchLinks> OfAsync(MasterData master, Item item, CancellationToken cancellation)
    {
        var (tenant, cover) = (item.Tenant, item.Cover);
        var order = cover.PurchaseOrder is { } number ? await master.PurchaseOrders(tenant).FindAsync([number], cancellation) : null;
        return new MatchLinks(
            cover.Supplier is { } supplier ? await master.SupplierAsync(tenant, supplier, cancellation) : null, order,
            cover.Property is { } property ? await master.PropertyAsync(tenant, property, cancellation) : null,
            item.Client, item.ClientChosen)
        {
            OrderSupplier = order is null ? null : await master.SupplierAsync(tenant, order.Supplier, cancellation),
        };
    }
}

/// <summary>What a person should know of an item's links, for example that an IBAN is not the supplier's. At intake and after
/// every edit it is found from what the item says then.</summary>
public static class MatchFindings
{
    private const string SupplierAmbiguous = "MATCH-SUPPLIER-AMBIGUOUS";
    private const string SupplierUnknown = "MATCH-SUPPLIER-UNKNOWN";
    private const string IbanDiffers = "SUPPLIER-IBAN-DIFFERS";
    private const string OrderOfOther = "MATCH-ORDER-OTHER-SUPPLIER";
    private const string OrderAmbiguous = "MATCH-ORDER-AMBIGUOUS";

    // Each rule with the link that it is about; without it on the route there is nothing to say.
    private static readonly FrozenDictionary<string, string?> Rules = new Dictionary<string, string?>
    {
        [SupplierAmbiguous] = RouteLinkNames.Supplier,
        [SupplierUnknown] = RouteLinkNames.Supplier,
        [IbanDiffers] = RouteLinkNames.Supplier,
        [OrderOfOther] = RouteLinkNames.PurchaseOrder,
        [OrderAmbiguous] = RouteLinkNames.PurchaseOrder,
        [ClientFindings.NotOfProperty] = RouteLinkNames.Property,
        [ClientFindings.Differs] = null,
        [ClientFindings.Ambiguous] = null,
        [ClientFindings.Unknown] = null,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>What there is to say of fields and links.</summary>
    /// <param name="candidates">What was found for the fields.</param>
    public static IReadOnlyList<Check> Of(
        IReadOnlyDictionary<string, Field> fields, MatchCandidates candidates, Settings settings, MatchLinks links)
    {
        var checks = new List<Check>();
        var (seller, likely) = (SellerSigns.Of(fields), links.Supplier ?? candidates.OnlySupplier);
        OfSupplier(candidates, seller, links, checks);
        OfOrder(candidates, seller, links, checks);
        ClientFindings.Add(fields, settings, links, checks);
        OfIban(fields, likely, checks);
        return checks;
    }

    /// <summary>The item with these findings instead of its older ones of the same rules; all others stay.</summary>
    /// <param name="has">Whether the route has the link of that name. What it has not is nothing to speak of, and a finding
    /// on a field that it has dropped cannot be found anew and stays.</param>
    public static Item On(Item item, IReadOnlyList<Check> found, Func<string, bool> has)
    {
        var stay = item.Checks.Where(check => !Rules.ContainsKey(check.Rule) || IsLeft(check)).ToList();
        var said = found.Where(check => Rules[check.Rule] is not { } link || has(link)).Except(stay).ToList();

        // What was said before keeps its place.
        var old = item.Checks.Where(check => stay.Contains(check) || said.Contains(check)).Distinct().ToList();
        return item with { Checks = [.. old, .. said.Except(old)] };

        bool IsLeft(Check check) =>
            check.Path is { } field && !has(field) && !(field == FieldNames.BuyerName && item.ClientChosen);
    }

    private static void OfSupplier(MatchCandidates candidates, SellerSigns seller, MatchLinks links, List<Check> checks)
    {
        if (links.Supplier is not null) return;
        if (candidates.Suppliers() is not { Left.Count: > 1 } several)
        {
            if (seller.InWords.Length == 0) return;
            checks.Add(new Check(SupplierUnknown, Severity.Warning, candidates.OnlySupplier is { } fitting
                ? FindingPhrases.SupplierLeft.Of(seller.InWords, $"{fitting.Number} {fitting.Name}")
                : FindingPhrases.SupplierUnknown.Of(seller.InWords)));
            return;
        }

        checks.Add(new Check(SupplierAmbiguous, Severity.Warning,
            $"Mehrere Kreditoren passen ({several.By}): "
            + $"{string.Join(", ", several.Left.Take(5).Select(row => $"{row.Number} {row.Name}"))}. Bitte wählen Sie einen aus."));
    }

    private static void OfOrder(MatchCandidates candidates, SellerSigns seller, MatchLinks links, List<Check> checks)
    {
        if (links.Order is { } chosen)
        {
            if (links.Supplier is { } supplier)
            {
                if (chosen.Supplier != supplier.Number) OfOther(chosen);
            }
            else if (links.OrderSupplier is { } ordered && seller.Against(ordered) is { } signs)
            {
                checks.Add(new Check(OrderOfOther, Severity.Warning,
                    FindingPhrases.OrderContradicted.Of(chosen.Number, $"{ordered.Number} {ordered.Name}", signs)));
            }

            return;
        }

        var fitting = candidates.OrdersOf(links.Supplier);
        if (fitting.Count > 1)
        {
            checks.Add(new Check(OrderAmbiguous, Severity.Warning,
                $"Mehrere Aufträge passen: {string.Join(", ", fitting.Take(5).Select(order => order.Number))}. "
                + "Bitte wählen Sie einen aus."));
        }
        else if (fitting.Count == 0 && candidates.Orders.Count > 0)
        {
            OfOther(candidates.Orders[0]);
        }

        void OfOther(PurchaseOrder order) => checks.Add(new Check(OrderOfOther, Severity.Warning,
            $"Der Auftrag {order.Number} gehört einem anderen Kreditor ({order.Supplier}). Bitte prüfen Sie die Auftragsnummer."));
    }

    private static void OfIban(IReadOnlyDictionary<string, Field> fields, Supplier? supplier, List<Check> checks)
    {
        if (supplier is null || supplier.Ibans.Count == 0) return;
        if (MatchCandidates.Value(fields, FieldNames.SellerIban) is not { } written) return;
        var iban = Iban.Normalize(written);
        if (supplier.Ibans.Any(known => Iban.Normalize(known) == iban)) return;
        checks.Add(new Check(IbanDiffers, Severity.Warning,
            $"Die IBAN {iban} auf der Rechnung ist bei Kreditor {supplier.Number} ({supplier.Name}) nicht hinterlegt. "
            + "Bitte lassen Sie sie sich auf anderem Weg bestätigen, bevor gezahlt wird.", FieldNames.SellerIban));
    }
}
