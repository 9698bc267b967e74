namespace Serverless.Workflows.Extraction.Einvoice.Terms;

/// <summary>What can be wrong with the text of a single term.</summary>
internal static class TermFindings
{
    private const int Shown = 60;

    public static Check Number(Term term, string text, string where) => new("AMOUNT-INVALID", Severity.Error,
        $"{term.Label}: „{Short(text)}“ ist keine gültige Zahl (erlaubt sind Ziffern mit Dezimalpunkt) und wurde nicht übernommen. Bitte tragen Sie den Wert ein oder fordern Sie eine korrigierte Rechnung an.",
        where);

    public static Check Date(Term term, string text, string where) => new("DATE-INVALID", Severity.Error,
        $"{term.Label}: „{Short(text)}“ ist kein gültiges Datum und wurde nicht übernommen. Bitte tragen Sie es ein oder fordern Sie eine korrigierte Rechnung an.",
        where);

    public static Check DateFormat(Term term, string text, string iso, string where) => new("DATE-FORMAT", Severity.Warning,
        $"{term.Label}: „{Short(text)}“ ist nicht so geschrieben, wie das Format es verlangt; es wurde als {iso} gelesen. Bitte prüfen Sie das Datum.",
        where);

    public static Check NoText(Term term, string where) => new("FIELD-UNREADABLE", Severity.Warning,
        $"{term.Label}: Der Inhalt ist zu lang oder enthält weitere Elemente und wurde nicht übernommen. Bitte tragen Sie den Wert ein.",
        where);

    public static Check Several(Term term, string first, string other, string where) => new("FIELD-SEVERAL", Severity.Info,
        $"{term.Label}: Die Rechnung nennt mehrere verschiedene Werte, zum Beispiel „{Short(first)}“ und „{Short(other)}“. Übernommen wurde der erste, bitte prüfen Sie ihn.",
        where);

    public static Check Currency(Term term, string found, string expected, string where) => new("CURRENCY-DIFFERS", Severity.Error,
        $"{term.Label}: Der Betrag ist in {Short(found)} angegeben, die Rechnung lautet aber auf {Short(expected)}. Er wurde nicht übernommen. Bitte klären Sie das mit dem Absender.",
        where);

    private static string Short(string text) => text.Length <= Shown ? text : text[..Shown] + "…";
}
