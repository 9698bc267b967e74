using Serverless.Workflows.Extraction;
using Serverless.Workflows.Routing;
using Serverless.Workflows.Tenancy.Identifiers;
using Serverless.Workflows.Tenancy.Master;

namespace Serverless.Workflows.Tenancy.Matching;

/// <summary>What was matched, and why.</summary>
/// <param name="Id">The supplier's, order's or property's number; the client's id.</param>
/// <param name="Reason">In words, German.</param>
/// <param name="Confidence">From 0 to 1.</param>
public sealed record Match(string Id, string Reason, double Confidence);

/// <summary>What an item was matched with. What is null was not found or is not certain.</summary>
/// <param name="Checks">What a person should know, for example that an IBAN is not the supplier's.</param>
public sealed record MatchResult(
    Match? Supplier, Match? PurchaseOrder, Match? Property, Match? Client, IReadOnlyList<Check> Checks)
{
    /// <summary>The checks without those about links that the route has not.</summary>
    /// <param name="has">Whether the route has the link of that name.</param>
    public IEnumerable<Check> ChecksWithout(Func<string, bool> has) => Checks.Where(check => check.Rule switch
    {
        ItemMatching.SupplierAmbiguous or ItemMatching.IbanDiffers => has(RouteLinkNames.Supplier),
        ItemMatching.OrderOfOther or ItemMatching.OrderAmbiguous => has(RouteLinkNames.PurchaseOrder),
        ClientMatching.NotOfProperty => has(RouteLinkNames.Property),
        _ => true,
    });
}

/// <summary>Matches a document with master data and clients. Pure: the same input always gives the same result.</summary>
public static class ItemMatching
{
    internal const string SupplierAmbiguous = "MATCH-SUPPLIER-AMBIGUOUS";
    internal const string IbanDiffers = "SUPPLIER-IBAN-DIFFERS";
    internal const string OrderOfOther = "MATCH-ORDER-OTHER-SUPPLIER";
    internal const string OrderAmbiguous = "MATCH-ORDER-AMBIGUOUS";

    /// <summary>Matches fields with the candidates that were found for them.</summary>
    /// <param name="source">The id of the source it came in by; its client is taken where no other is found.</param>
    public static MatchResult Decide(
        IReadOnlyDictionary<string, Field> fields, MatchCandidates candidates, Settings settings, string? source)
    {
        var checks = new List<Check>();
        var supplier = SupplierOf(candidates, checks);
        var order = OrderOf(candidates, supplier, checks);
        var property = PropertyOf(candidates, order);
        var client = ClientMatching.Decide(fields, settings, source, property, checks);
        CompareIban(fields, supplier, checks);
        return new MatchResult(
            supplier is var (found, reason, confidence) ? new Match(found.Number, reason, confidence) : null,
            order, property is var (at, why, sure) ? new Match(at.Number, why, sure) : null, client, checks);
    }

    private static (Supplier Row, string Reason, double Confidence)? SupplierOf(
        MatchCandidates candidates, List<Check> checks)
    {
        (IReadOnlyList<Supplier> Found, string What, double Confidence)[] ways =
        [
            (candidates.ByVatId, "USt-IdNr.", 1), (candidates.ByIban, "IBAN", 0.95),
            (candidates.ByTaxNumber, "Steuernummer", 0.9), (candidates.ByName, "Name", 0.7),
        ];
        var named = ways.Where(way => way.Found.Count > 0).ToList();
        if (named.Count == 0) return null;

        // Where one way finds several, the weaker ways choose among them.
        var (left, by) = (named[0].Found.ToList(), new List<string> { named[0].What });
        foreach (var way in named.Skip(1).Where(_ => left.Count > 1))
        {
            var both = left.Where(row => way.Found.Any(other => other.Number == row.Number)).ToList();
            if (both.Count == 0) continue;
            left = both;
            by.Add(way.What);
        }

        if (left.Count == 1)
            return (left[0], $"{string.Join(" und ", by)} stimmt mit Kreditor {left[0].Number} ({left[0].Name}) überein",
                named[0].Confidence);

        checks.Add(new Check(SupplierAmbiguous, Severity.Warning,
            $"Mehrere Kreditoren passen ({string.Join(" und ", by)}): "
            + $"{string.Join(", ", left.Take(5).Select(row => $"{row.Number} {row.Name}"))}. Bitte wählen Sie einen aus."));
        return null;
    }

    private static Match? OrderOf(
        MatchCandidates candidates, (Supplier Row, string Reason, double Confidence)? supplier, List<Check> checks)
    {
        if (candidates.Orders.Count == 0) return null;
        var fitting = supplier is var (row, _, _)
            ? candidates.Orders.Where(order => order.Supplier == row.Number).ToList()
            : candidates.Orders;
        switch (fitting.Count)
        {
            case 1 when supplier is not null:
                return new Match(fitting[0].Number, $"Auftragsnummer {fitting[0].Number} des Kreditors", 1);
            case 1:
                return new Match(fitting[0].Number, $"Auftragsnummer {fitting[0].Number}; der Kreditor ist nicht erkannt", 0.7);
            case 0:
                checks.Add(new Check(OrderOfOther, Severity.Warning,
                    $"Der Auftrag {candidates.Orders[0].Number} gehört einem anderen Kreditor "
                    + $"({candidates.Orders[0].Supplier}). Bitte prüfen Sie die Auftragsnummer."));
                return null;
            default:
                checks.Add(new Check(OrderAmbiguous, Severity.Warning,
                    $"Mehrere Aufträge passen: {string.Join(", ", fitting.Take(5).Select(order => order.Number))}. "
                    + "Bitte wählen Sie einen aus."));
                return null;
        }
    }

    private static (Property Row, string Reason, double Confidence)? PropertyOf(MatchCandidates candidates, Match? order)
    {
        if (order is not null)
        {
            var number = candidates.Orders.First(row => row.Number == order.Id).Property;
            if (candidates.OrderProperties.FirstOrDefault(row => row.Number == number) is { } ofOrder)
                return (ofOrder, $"Objekt {ofOrder.Number} ({ofOrder.Name}) des Auftrags {order.Id}", order.Confidence);
        }

        return candidates.Properties is [var only]
            ? (only, $"Name oder Anschrift auf dem Dokument ist die von Objekt {only.Number} ({only.Name})", 0.8)
            : null;
    }

    private static void CompareIban(
        IReadOnlyDictionary<string, Field> fields, (Supplier Row, string Reason, double Confidence)? supplier,
        List<Check> checks)
    {
        if (supplier is not var (row, _, _) || row.Ibans.Count == 0) return;
        if (MatchCandidates.Value(fields, FieldNames.SellerIban) is not { } written) return;
        var iban = Iban.Normalize(written);
        if (row.Ibans.Any(known => Iban.Normalize(known) == iban)) return;
        checks.Add(new Check(IbanDiffers, Severity.Warning,
            $"Die IBAN {iban} auf der Rechnung ist bei Kreditor {row.Number} ({row.Name}) nicht hinterlegt. "
            + "Bitte lassen Sie sie sich auf anderem Weg bestätigen, bevor gezahlt wird.", FieldNames.SellerIban));
    }
}
