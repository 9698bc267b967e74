namespace Serverless.Workflows.Routing.Phrases;

/// <summary>What is wrong with what somebody typed on an item: links and lines of the coding.</summary>
internal static class EditPhrases
{
    public static readonly Phrase NoProperty = new("Das Objekt „{text}“ gibt es nicht.", "There is no property “{text}”.");

    public static readonly Phrase NoOrder = new("Den Auftrag „{text}“ gibt es nicht.", "There is no order “{text}”.");

    public static readonly Phrase NoSupplier = new("Den Kreditor „{text}“ gibt es nicht.", "There is no supplier “{text}”.");

    public static readonly Phrase NoClient = new("Den Mandanten „{text}“ gibt es nicht.", "There is no client “{text}”.");

    public static readonly Phrase NoDamage = new("Den Schaden „{text}“ gibt es nicht.", "There is no damage “{text}”.");

    public static readonly Phrase NoEquipment = new("Die Ausstattung „{text}“ gibt es nicht.", "There is no equipment “{text}”.");

    public static readonly Phrase UnitNeedsProperty = new(
        "Zur Einheit „{text}“ fehlt das Objekt.", "The unit “{text}” needs a property.");

    public static readonly Phrase NoUnit = new(
        "Die Einheit „{text}“ gibt es am Objekt „{at}“ nicht.", "There is no unit “{text}” at the property “{at}”.");

    public static readonly Phrase NoAmount = new(
        "„{text}“ ist kein eindeutiger Betrag; schreiben Sie ihn wie 1234,56.", "“{text}” is no clear amount; write it like 1234.56.");

    public static readonly Phrase NoCents = new(
        "Der Betrag „{text}“ darf höchstens zwei Nachkommastellen und zwölf Stellen davor haben.",
        "The amount “{text}” may have two decimals and twelve digits before them at the most.");

    public static readonly Phrase TextTooLong = new("Ein Text hat höchstens {count} Zeichen.", "A text has {count} characters at the most.");

    public static readonly Phrase ControlCharacters = new(
        "Ein Text hat keine Steuerzeichen oder Zeilenumbrüche.", "A text has no control characters or line breaks.");

    public static readonly Phrase SecondOpen = new(
        "Nur in einer Zeile kann der Betrag offen bleiben; sie bekommt den Rest.",
        "Only one line may leave its amount open; it takes the rest.");

    public static readonly Phrase NoGross = new(
        "Bitte geben Sie den Betrag an; der Bruttobetrag der Rechnung fehlt, also gibt es keinen Rest.",
        "Please give the amount; the invoice has no gross amount, so there is no rest.");

    public static readonly Phrase NothingLeft = new(
        "Für diese Zeile bleibt kein Betrag übrig. Löschen Sie sie oder ändern Sie die anderen.",
        "Nothing is left for this line. Remove it or change the others.");

    public static readonly Phrase Line = new("Vorkontierung, Zeile {number}: {problem}", "Coding, line {number}: {problem}");

    public static readonly Phrase TooManyLines = new(
        "Die Vorkontierung hat {number} Zeilen; möglich sind höchstens {most}.", "The coding has {number} lines; {most} is the most.");

    public static readonly Phrase Sum = new(
        "Die Vorkontierung ergibt {sum}, die Rechnung lautet auf {totals}. Bitte gleichen Sie die Zeilen an; so kann die Rechnung nicht gebucht werden.",
        "The coding adds up to {sum}, the invoice says {totals}. Please adjust the lines; the invoice cannot be posted like this.");

    public static readonly Phrase UnknownAccounts = new(
        "Konten, die der Mandant nicht hat: {accounts}. Bitte prüfen Sie die Vorkontierung.",
        "Accounts that the client does not have: {accounts}. Please check the coding.");

    /// <summary>What is wrong with a line of the coding.</summary>
    public static readonly IReadOnlyList<Phrase> OfLine =
    [
        NoProperty, NoOrder, UnitNeedsProperty, NoUnit, NoAmount, NoCents, TextTooLong, ControlCharacters, SecondOpen, NoGross, NothingLeft,
    ];

    /// <summary>What is wrong with an edit.</summary>
    public static readonly IReadOnlyList<Phrase> Problems = [Line, TooManyLines, NoSupplier, NoClient, NoDamage, NoEquipment, .. OfLine];

    /// <summary>Findings on the coding.</summary>
    public static readonly IReadOnlyList<Phrase> Findings = [Sum, UnknownAccounts];
}
