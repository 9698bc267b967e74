using Serverless.Workflows.Extraction;

namespace Serverless.Workflows.Tenancy.Matching;

/// <summary>What a person should know of the client: who is addressed, and whether the property is theirs.</summary>
internal static class ClientFindings
{
    public const string NotOfProperty = "CLIENT-NOT-OF-PROPERTY";
    public const string Differs = "CLIENT-DIFFERS";
    public const string Ambiguous = "CLIENT-AMBIGUOUS";
    public const string Unknown = "CLIENT-UNKNOWN";

    public static void Add(
        IReadOnlyDictionary<string, Field> fields, Settings settings, MatchLinks links, List<Check> checks)
    {
        var addressee = links.ClientChosen ? null : Addressee(fields, settings, checks);
        var own = links.Client is { } id ? settings.Client(id) : null;
        if (addressee is not null && own is not null && own.Id != addressee.Id)
        {
            checks.Add(new Check(Differs, Severity.Warning,
                $"Die Rechnung ist an „{addressee.Name}“ gerichtet, als Mandant ist aber „{own.Name}“ eingetragen. "
                + "Bitte prüfen Sie den Mandanten.", FieldNames.BuyerName));
        }

        if (links.Property is not { } property || settings.Client(property.Client) is not { } ofProperty) return;
        if ((addressee ?? own) is not { } meant || meant.Id == ofProperty.Id) return;
        checks.Add(new Check(NotOfProperty, Severity.Warning,
            (addressee is null ? $"Als Mandant ist „{meant.Name}“ eingetragen" : $"Die Rechnung ist an „{meant.Name}“ gerichtet")
            + $", Objekt {property.Number} gehört aber zu „{ofProperty.Name}“. Bitte prüfen Sie den Empfänger."));
    }

    private static Client? Addressee(IReadOnlyDictionary<string, Field> fields, Settings settings, List<Check> checks)
    {
        if (ClientMatching.Addressee(fields, settings) is { } match) return settings.Client(match.Id);
        if (MatchCandidates.Value(fields, FieldNames.BuyerName) is not { } written) return null;
        checks.Add(ClientMatching.NamesSeveral(written, settings)
            ? new Check(Ambiguous, Severity.Warning,
                $"Der Rechnungsempfänger „{written}“ passt zu mehreren Mandanten. Bitte wählen Sie einen aus.",
                FieldNames.BuyerName)
            : new Check(Unknown, Severity.Warning,
                $"Der Rechnungsempfänger „{written}“ ist keiner Ihrer Mandanten. Bitte prüfen Sie, ob die Rechnung an Sie "
                + "gerichtet ist.", FieldNames.BuyerName));
        return null;
    }
}
