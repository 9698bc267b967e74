using Serverless.Workflows.Extraction;
using Serverless.Workflows.Tenancy.Master;

namespace Serverless.Workflows.Tenancy.Matching;

/// <summary>What was matched, and why.</summary>
/// <param name="Id">The supplier's, order's or property's number; the client's id.</param>
/// <param name="Reason">In words, German.</param>
/// <param name="Confidence">From 0 to 1.</param>
public sealed record Match(string Id, string Reason, double Confidence);

/// <summary>What an item was matched with. What is null was not found or is not certain.</summary>
/// <param name="Checks">What a person should know of it; see <see cref="MatchFindings"/>.</param>
public sealed record MatchResult(
    Match? Supplier, Match? PurchaseOrder, Match? Property, Match? Client, IReadOnlyList<Check> Checks);

/// <summary>Matches a document with master data and clients. Pure: the same input always gives the same result.</summary>
public static class ItemMatching
{
    /// <summary>Matches fields with the candidates that were found for them.</summary>
    /// <param name="source">The id of the source it came in by; its client is taken where no other is found.</param>
    public static MatchResult Decide(
        IReadOnlyDictionary<string, Field> fields, MatchCandidates candidates, Settings settings, string? source)
    {
        var supplier = SupplierOf(candidates);
        var order = OrderOf(candidates, supplier?.Row);
        var property = PropertyOf(candidates, order);
        var client = ClientMatching.Decide(fields, settings, source, property);
        var ordered = order is null ? null : candidates.Orders.First(row => row.Number == order.Id);
        var links = new MatchLinks(supplier?.Row, ordered, property?.Row, client?.Id, ClientChosen: false)
        {
            OrderSupplier = candidates.OrderSuppliers.FirstOrDefault(row => row.Number == ordered?.Supplier),
        };
        return new MatchResult(
            supplier is var (found, reason, confidence) ? new Match(found.Number, reason, confidence) : null,
            order, property is var (at, why, sure) ? new Match(at.Number, why, sure) : null, client,
            MatchFindings.Of(fields, candidates, settings, links));
    }

    private static (Supplier Row, string Reason, double Confidence)? SupplierOf(MatchCandidates candidates) =>
        candidates.Suppliers() is { Left: [var row], By: var by, Confidence: var confidence }
            ? (row, $"{by} stimmt mit Kreditor {row.Number} ({row.Name}) überein", confidence)
            : null;

    private static Match? OrderOf(MatchCandidates candidates, Supplier? supplier)
    {
        if (candidates.OrdersOf(supplier) is not [var order]) return null;
        return supplier is not null
            ? new Match(order.Number, $"Auftragsnummer {order.Number} des Kreditors", 1)
            : new Match(order.Number, $"Auftragsnummer {order.Number}; der Kreditor ist nicht erkannt", 0.7);
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
}
