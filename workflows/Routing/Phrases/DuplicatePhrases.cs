namespace Serverless.Workflows.Routing.Phrases;

/// <summary>What is said of invoices that are there twice, where one of them is to go on.</summary>
internal static class DuplicatePhrases
{
    public static readonly Phrase OneByOne = new(
        "Diese Rechnung liegt noch als anderer Vorgang vor: {others}. Bitte einzeln entscheiden.",
        "This invoice is another item as well: {others}. Please decide one by one.");

    public static readonly Phrase InPackage = new(
        "Diese Rechnung ist in derselben Auswahl noch einmal: {others}. Bitte lassen Sie einen der Vorgänge weg.",
        "This invoice is in the same selection again: {others}. Please leave one of the items out.");

    public static readonly Phrase Exported = new(
        "Diese Rechnung ist als anderer Vorgang ({others}) schon an DATEV übergeben. Wird sie noch einmal übergeben, ist sie doppelt gebucht.",
        "This invoice was handed to DATEV already as another item ({others}). Handed over again, it is booked twice.");

    public static readonly Phrase Posted = new(
        "Diese Rechnung ist als anderer Vorgang ({others}) schon gebucht. Wird sie noch einmal übergeben, ist sie doppelt gebucht.",
        "This invoice is posted already as another item ({others}). Handed over again, it is booked twice.");

    public static readonly IReadOnlyList<Phrase> All = [OneByOne, InPackage, Exported, Posted];
}
