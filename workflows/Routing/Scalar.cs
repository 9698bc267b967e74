using System.Globalization;

namespace Serverless.Workflows.Routing;

/// <summary>What a <see cref="Scalar"/> holds.</summary>
internal enum ScalarKind : byte
{
    /// <summary>Nothing.</summary>
    Missing,
    Text,
    Number,
    Date,
    YesNo,

    /// <summary>A text that is none of the type that its field has.</summary>
    Unreadable,

    /// <summary>What went wrong while it was computed.</summary>
    Error,
}

/// <summary>A value that rules and functions work with. The default is missing.</summary>
internal readonly struct Scalar
{
    private readonly decimal _number;
    private readonly object? _held;

    private Scalar(ScalarKind kind, decimal number, object? held) => (Kind, _number, _held) = (kind, number, held);

    public ScalarKind Kind { get; }

    public bool IsMissing => Kind == ScalarKind.Missing;

    public bool IsError => Kind == ScalarKind.Error;

    /// <summary>A missing value or an error: nothing to go on with.</summary>
    public bool IsNone => Kind is ScalarKind.Missing or ScalarKind.Error;

    public decimal Number => _number;

    public bool YesNo => _number != 0;

    public DateOnly Date => DateOnly.FromDayNumber((int)_number);

    public string Text => (string)_held!;

    public FunctionError Error => (FunctionError)_held!;

    public static Scalar Of(decimal number) => new(ScalarKind.Number, number, null);

    public static Scalar Of(string text) => new(ScalarKind.Text, 0, text);

    public static Scalar Of(DateOnly date) => new(ScalarKind.Date, date.DayNumber, null);

    public static Scalar Of(bool value) => new(ScalarKind.YesNo, value ? 1 : 0, null);

    public static Scalar Of(FunctionError error) => new(ScalarKind.Error, 0, error);

    /// <summary>A field's value as its type is written; an empty text is missing.</summary>
    public static Scalar Read(FieldType type, string? text)
    {
        if (string.IsNullOrEmpty(text)) return default;
        switch (type)
        {
            case FieldType.Number or FieldType.Money:
                const NumberStyles form = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint
                    | NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite;
                if (decimal.TryParse(text, form, CultureInfo.InvariantCulture, out var number)) return Of(number);
                break;
            case FieldType.Date:
                if (DateOnly.TryParseExact(
                    text.AsSpan().Trim(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
                {
                    return Of(date);
                }

                break;
            case FieldType.YesNo:
                if (text == "true") return Of(true);
                if (text == "false") return Of(false);
                break;
            default:
                return Of(text);
        }

        return new Scalar(ScalarKind.Unreadable, 0, text);
    }

    /// <summary>The order of two values; texts whatever their case and blanks around them. Null where they are not of
    /// one kind.</summary>
    public static int? Compare(in Scalar left, in Scalar right)
    {
        if (left.Kind != right.Kind) return null;
        return left.Kind switch
        {
            ScalarKind.Text => Math.Sign(left.Text.AsSpan().Trim().CompareTo(
                right.Text.AsSpan().Trim(), StringComparison.OrdinalIgnoreCase)),
            ScalarKind.Number or ScalarKind.Date or ScalarKind.YesNo => left._number.CompareTo(right._number),
            _ => null,
        };
    }

    /// <summary>As German readers write it.</summary>
    public string Show(FieldType type) => Kind switch
    {
        ScalarKind.Missing => "leer",
        ScalarKind.Error => Error.Text,
        ScalarKind.Number when type == FieldType.Money => GermanText.Amount(_number),
        ScalarKind.Number => GermanText.Number(_number),
        ScalarKind.Date => GermanText.Day(Date),
        ScalarKind.YesNo => YesNo ? "ja" : "nein",
        ScalarKind.Text => $"„{Text}“",
        _ => (string)_held!,
    };
}
