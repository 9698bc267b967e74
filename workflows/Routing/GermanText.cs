using System.Globalization;

namespace Serverless.Workflows.Routing;

/// <summary>Values as German readers write them, on every machine alike.</summary>
internal static class GermanText
{
    private static readonly NumberFormatInfo Numbers = new()
    {
        NumberDecimalSeparator = ",",
        NumberGroupSeparator = ".",
        NumberDecimalDigits = 2,
    };

    public static string Amount(decimal amount) => amount.ToString("N", Numbers);

    /// <summary>With as many decimals as it has.</summary>
    public static string Number(decimal number) => number.ToString("G29", Numbers);

    /// <summary>How many of something there are.</summary>
    public static string Count(int count) => count.ToString("N0", Numbers);

    public static string Day(DateOnly day) => day.ToString("dd.MM.yyyy", CultureInfo.InvariantCulture);
}
