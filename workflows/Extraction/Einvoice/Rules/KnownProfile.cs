namespace Serverless.Workflows.Extraction.Einvoice.Rules;

/// <summary>An invoice says what it conforms to, by an id that exists.</summary>
internal static class KnownProfile
{
    public static IEnumerable<Check> Check(EInvoice invoice)
    {
        if (invoice.Profile.Id is null)
            yield return new Check("BR-01", Severity.Warning, "Die Rechnung sagt nicht, welchem Standard oder Profil sie folgt. Sie wurde gelesen, bitte prüfen Sie die Angaben besonders sorgfältig.");
        else if (invoice.Profile.Name is null)
            yield return new Check("PROFILE-UNKNOWN", Severity.Warning, $"Die Rechnung nennt ein unbekanntes Profil („{Shortened(invoice.Profile.Id)}“). Sie wurde gelesen, bitte prüfen Sie die Angaben besonders sorgfältig.");
    }

    private static string Shortened(string id) => id.Length <= 120 ? id : id[..120] + "…";
}
