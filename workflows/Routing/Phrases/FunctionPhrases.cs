namespace Serverless.Workflows.Routing.Phrases;

/// <summary>Why a function has no value for an item.</summary>
internal static class FunctionPhrases
{
    /// <summary>What types are called.</summary>
    public static readonly IReadOnlyDictionary<string, string> Types = new Dictionary<string, string>
    {
        [FieldTypes.Name(FieldType.Number)] = "number",
        [FieldTypes.Name(FieldType.Money)] = "amount",
        [FieldTypes.Name(FieldType.Date)] = "date",
        [FieldTypes.Name(FieldType.YesNo)] = "yes/no",
        [FieldTypes.Name(FieldType.Text)] = "text",
    };

    public static readonly Phrase FieldEmpty = new("„{label}“ ({name}) ist leer", "“{label}” ({name}) is empty");

    public static readonly Phrase FieldWrong = new(
        "„{label}“ ({name}) ist „{text}“, das ist kein Wert vom Typ {type}", "“{label}” ({name}) is “{text}”, which is no value of the type {type}");

    public static readonly Phrase NoRow = new("„{name}“ hat keine Zeile mit einem Wert", "“{name}” has no row with a value");

    public static readonly Phrase NoNumber = new("„{text}“ ist keine Zahl", "“{text}” is no number");

    public static readonly Phrase Rounding = new("Gerundet wird auf 0 bis 10 Stellen", "Numbers are rounded to 0 to 10 decimals");

    public static readonly Phrase TooManyDays = new("Mehr als {count} Arbeitstage", "More than {count} working days");

    public static readonly Phrase TooMuchWork = new("Die Berechnung ist zu aufwendig", "The computation takes too much work");

    public static readonly Phrase BeyondCalendar = new("Das Datum liegt außerhalb des Kalenders", "The date is beyond the calendar");

    public static readonly Phrase TooLong = new("Der Text wird länger als {count} Zeichen", "The text gets longer than {count} characters");

    public static readonly Phrase ByZero = new("Division durch 0", "Division by 0");

    public static readonly Phrase TooLarge = new("Die Zahl wird zu groß", "The number gets too large");

    public static readonly Phrase Unreadable = new(
        "Die Funktion ist in dieser Programmversion nicht lesbar", "The function cannot be read by this release");

    /// <summary>An error of a function that was called.</summary>
    public static readonly Phrase Called = new("{name}: {error}", "{name}: {error}");

    /// <summary>In the order in which they are tried.</summary>
    public static readonly IReadOnlyList<Phrase> All =
    [
        FieldWrong, FieldEmpty, NoRow, NoNumber, Rounding, TooManyDays, TooMuchWork, BeyondCalendar, TooLong, ByZero, TooLarge,
        Unreadable, Called,
    ];
}
