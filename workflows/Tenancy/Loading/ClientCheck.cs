using System.Globalization;
using System.Text.RegularExpressions;
using Serverless.Workflows.Tenancy.Identifiers;

namespace Serverless.Workflows.Tenancy.Loading;

/// <summary>Clients with their DATEV settings, and number ranges.</summary>
internal static partial class ClientCheck
{
    public static void Run(CheckContext context)
    {
        var clients = context.Tenant.Settings.Clients;
        for (var i = 0; i < clients.Count; i++)
        {
            var (client, path) = (clients[i], $"$.settings.clients[{i}]");
            if (client.VatId is { } vatId && !VatId.IsValid(vatId))
            {
                context.Problems.Meaning(path + ".vatId", $"„{vatId}“ ist keine gültige USt-IdNr.",
                    "Prüfen Sie die Ziffern; die Prüfziffer oder die Länge passt nicht.");
            }

            if (!CountryCode().IsMatch(client.Address.Country))
            {
                context.Problems.Meaning(path + ".address.country", $"„{client.Address.Country}“ ist kein Länderkürzel.",
                    "Schreiben Sie zwei Großbuchstaben nach ISO 3166, zum Beispiel „DE“.");
            }

            if (client.Datev is { } datev) Datev(context, datev, path + ".datev");
        }

        NumberRanges(context);
    }

    private static void Datev(CheckContext context, DatevSettings datev, string path)
    {
        context.Within(path + ".consultantNumber", datev.ConsultantNumber, 1001, 9_999_999);
        context.Within(path + ".clientNumber", datev.ClientNumber, 1, 99_999);
        context.Within(path + ".accountLength", datev.AccountLength, 4, 8);
        if (!DateOnly.TryParseExact("2001" + datev.FiscalYearStart, "yyyyMMdd", CultureInfo.InvariantCulture,
            DateTimeStyles.None, out var start) || start.Day != 1)
        {
            context.Problems.Meaning(path + ".fiscalYearStart",
                $"„{datev.FiscalYearStart}“ ist kein Beginn eines Wirtschaftsjahres.",
                "Schreiben Sie Monat und Tag als MMTT, der Tag ist der Monatserste, zum Beispiel „0101“ oder „0701“.");
        }
    }

    private static void NumberRanges(CheckContext context)
    {
        var ranges = context.Tenant.Settings.NumberRanges;
        for (var i = 0; i < ranges.Count; i++)
        {
            var (range, path) = (ranges[i], $"$.settings.numberRanges[{i}]");
            context.Refer(path + ".client", range.Client, context.Clients);
            if (range.Module is null != range.Category is null && !context.IsUnread(range, "module", "category"))
            {
                context.Problems.Meaning(path, "Modul und Kategorie gehören zusammen.",
                    "Geben Sie „module“ und „category“ an, oder keines von beiden.");
            }

            context.Within(path + ".digits", range.Digits, 1, 12);
            context.Within(path + ".first", range.First, 0, 999_999_999_999);
            var twin = ranges.Take(i).FirstOrDefault(
                other => other.Client == range.Client && other.Prefix == range.Prefix && other.Digits == range.Digits);
            if (twin is not null && twin.Id != range.Id
                && !context.IsUnread(range, "id", "client", "prefix", "digits") && !context.IsUnread(twin, "id", "client", "prefix", "digits"))
            {
                context.Problems.Meaning(path + ".prefix", $"Die Nummern sähen aus wie die von „{twin.Name}“.",
                    "Geben Sie jedem Nummernkreis eines Mandanten ein eigenes „prefix“.");
            }
        }
    }

    [GeneratedRegex("^[A-Z]{2}$")]
    private static partial Regex CountryCode();
}
