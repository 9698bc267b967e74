using Serverless.Workflows.Extraction;
using Serverless.Workflows.Tenancy.Identifiers;
using Serverless.Workflows.Tenancy.Master;

namespace Serverless.Workflows.Tenancy.Matching;

/// <summary>Finds the client an invoice is addressed to.</summary>
internal static class ClientMatching
{
    internal const string NotOfProperty = "CLIENT-NOT-OF-PROPERTY";

    public static Match? Decide(
        IReadOnlyDictionary<string, Field> fields, Settings settings, string? source,
        (Property Row, string Reason, double Confidence)? property, List<Check> checks)
    {
        var addressee = ByVatId(fields, settings) ?? ByName(fields, settings, checks);
        var ofProperty = property is var (row, _, _) ? settings.Client(row.Client) : null;
        if (addressee is not null)
        {
            if (ofProperty is not null && ofProperty.Id != addressee.Id)
            {
                checks.Add(new Check(NotOfProperty, Severity.Warning,
                    $"Die Rechnung ist an „{settings.Client(addressee.Id)!.Name}“ gerichtet, Objekt {property!.Value.Row.Number} "
                    + $"gehört aber zu „{ofProperty.Name}“. Bitte prüfen Sie den Empfänger."));
            }

            return addressee;
        }

        if (ofProperty is not null)
            return new Match(ofProperty.Id, $"Mandant von Objekt {property!.Value.Row.Number}", property.Value.Confidence * 0.9);
        return settings.Source(source) is { Client: { } standard } from && settings.Client(standard) is not null
            ? new Match(standard, $"Vorgabe der Quelle „{from.Name}“", 0.3)
            : null;
    }

    private static Match? ByVatId(IReadOnlyDictionary<string, Field> fields, Settings settings)
    {
        if (MatchCandidates.Value(fields, FieldNames.BuyerVatId) is not { } written) return null;
        var vatId = VatId.Normalize(written);
        var found = settings.Clients.Where(
            client => client.VatId is { } own && VatId.Normalize(own) == vatId).ToList();
        return found.Count == 1 ? new Match(found[0].Id, $"USt-IdNr. {vatId} des Rechnungsempfängers", 1) : null;
    }

    private static Match? ByName(IReadOnlyDictionary<string, Field> fields, Settings settings, List<Check> checks)
    {
        if (MatchCandidates.Value(fields, FieldNames.BuyerName) is not { } written) return null;
        var name = Compact.Name(written);
        var named = settings.Clients.Where(client => NamesOf(client).Contains(name)).ToList();
        if (named.Count == 1) return new Match(named[0].Id, $"Rechnungsempfänger „{written}“", 0.95);

        // „WEG Lindenstraße 12–16 c/o Musterhaus Hausverwaltung GmbH“ names two; the first one named is meant.
        var within = settings.Clients
            .Select(client => (client, at: NamesOf(client).Select(own => At(name, own)).Where(at => at >= 0).DefaultIfEmpty(-1).Min()))
            .Where(found => found.at >= 0).OrderBy(found => found.at).ToList();
        if (named.Count == 0 && (within.Count == 1 || (within.Count > 1 && within[0].at < within[1].at)))
            return new Match(within[0].client.Id, $"Rechnungsempfänger „{written}“ nennt „{within[0].client.Name}“", 0.8);

        checks.Add(named.Count > 1 || within.Count > 1
            ? new Check("CLIENT-AMBIGUOUS", Severity.Warning,
                $"Der Rechnungsempfänger „{written}“ passt zu mehreren Mandanten. Bitte wählen Sie einen aus.",
                FieldNames.BuyerName)
            : new Check("CLIENT-UNKNOWN", Severity.Warning,
                $"Der Rechnungsempfänger „{written}“ ist keiner Ihrer Mandanten. Bitte prüfen Sie, ob die Rechnung an Sie "
                + "gerichtet ist.", FieldNames.BuyerName));
        return null;
    }

    private static IEnumerable<string> NamesOf(Client client) =>
        client.OtherNames.Prepend(client.Name).Select(Compact.Name).Where(name => name.Length > 0);

    /// <summary>Where whole words stand within a name, or -1.</summary>
    private static int At(string name, string words) =>
        $"-{name}-".IndexOf($"-{words}-", StringComparison.Ordinal);
}
