using Serverless.Workflows.Extraction;
using Serverless.Workflows.Tenancy.Identifiers;
using Serverless.Workflows.Tenancy.Master;

namespace Serverless.Workflows.Tenancy.Matching;

/// <summary>Finds the client an invoice is addressed to.</summary>
internal static class ClientMatching
{
    /// <summary>The addressee or, where that is none of the clients, the property's or the source's client.</summary>
    public static Match? Decide(
        IReadOnlyDictionary<string, Field> fields, Settings settings, string? source,
        (Property Row, string Reason, double Confidence)? property)
    {
        if (Addressee(fields, settings) is { } addressee) return addressee;
        if (property is var (row, _, confidence) && settings.Client(row.Client) is { } ofProperty)
            return new Match(ofProperty.Id, $"Mandant von Objekt {row.Number}", confidence * 0.9);
        return settings.Source(source) is { Client: { } standard } from && settings.Client(standard) is not null
            ? new Match(standard, $"Vorgabe der Quelle „{from.Name}“", 0.3)
            : null;
    }

    /// <summary>The one client that the document names as its recipient.</summary>
    public static Match? Addressee(IReadOnlyDictionary<string, Field> fields, Settings settings) =>
        ByVatId(fields, settings) ?? ByName(fields, settings);

    /// <summary>Whether a recipient's name is that of several clients.</summary>
    public static bool NamesSeveral(string written, Settings settings)
    {
        var (named, within) = Named(Compact.Name(written), settings);
        return named.Count > 1 || within.Count > 1;
    }

    private static Match? ByVatId(IReadOnlyDictionary<string, Field> fields, Settings settings)
    {
        if (MatchCandidates.Value(fields, FieldNames.BuyerVatId) is not { } written) return null;
        var vatId = VatId.Normalize(written);
        var found = settings.Clients.Where(
            client => client.VatId is { } own && VatId.Normalize(own) == vatId).ToList();
        return found.Count == 1 ? new Match(found[0].Id, $"USt-IdNr. {vatId} des Rechnungsempfängers", 1) : null;
    }

    private static Match? ByName(IReadOnlyDictionary<string, Field> fields, Settings settings)
    {
        if (MatchCandidates.Value(fields, FieldNames.BuyerName) is not { } written) return null;
        var (named, within) = Named(Compact.Name(written), settings);
        if (named.Count == 1) return new Match(named[0].Id, $"Rechnungsempfänger „{written}“", 0.95);

        // „WEG Lindenstraße 12–16 c/o Musterhaus Hausverwaltung GmbH“ names two; the first one named is meant.
        return named.Count == 0 && (within.Count == 1 || (within.Count > 1 && within[0].At < within[1].At))
            ? new Match(within[0].Client.Id, $"Rechnungsempfänger „{written}“ nennt „{within[0].Client.Name}“", 0.8)
            : null;
    }

    /// <summary>The clients of that name, and those whose name stands within it, in the order in which they do.</summary>
    private static (List<Client> Named, List<(Client Client, int At)> Within) Named(string name, Settings settings) =>
    (
        settings.Clients.Where(client => NamesOf(client).Contains(name)).ToList(),
        settings.Clients
            .Select(client => (client, At: NamesOf(client).Select(own => At(name, own)).Where(at => at >= 0).DefaultIfEmpty(-1).Min()))
            .Where(found => found.At >= 0).OrderBy(found => found.At).ToList()
    );

    private static IEnumerable<string> NamesOf(Client client) =>
        client.OtherNames.Prepend(client.Name).Select(Compact.Name).Where(name => name.Length > 0);

    /// <summary>Where whole words stand within a name, or -1.</summary>
    private static int At(string name, string words) =>
        $"-{name}-".IndexOf($"-{words}-", StringComparison.Ordinal);
}
