using System.Text.RegularExpressions;
using Serverless.Workflows.Routing.WorkingDays;
using Serverless.Workflows.Tenancy.Identifiers;

namespace Serverless.Workflows.Tenancy.Loading;

/// <summary>Country, time zone, mail, texts, global settings and reminders.</summary>
internal static partial class SettingsCheck
{
    public static void Run(CheckContext context)
    {
        Place(context);
        Texts(context);
        Global(context);
        ReminderCheck.Run(context);
    }

    private static void Place(CheckContext context)
    {
        var (settings, problems) = (context.Tenant.Settings, context.Problems);
        if (!HolidayCalendar.Countries.Contains(settings.Country))
        {
            problems.Meaning("$.settings.country", $"Für das Land „{settings.Country}“ gibt es keinen Kalender.",
                $"Möglich sind: {string.Join(", ", HolidayCalendar.Countries)}.");
        }
        else if (settings.State is { } state && !problems.IsBroken("$.settings.country") && !HolidayCalendar.StatesOf(settings.Country).Contains(state))
        {
            problems.Meaning("$.settings.state", $"„{state}“ ist in {settings.Country} nicht bekannt.",
                NearestName.Advice(state, [.. HolidayCalendar.StatesOf(settings.Country)]));
        }

        if (!TimeZoneInfo.TryFindSystemTimeZoneById(settings.TimeZone, out var zone) || !zone.HasIanaId)
        {
            problems.Meaning("$.settings.timeZone", $"Die Zeitzone „{settings.TimeZone}“ ist nicht bekannt.",
                "Schreiben Sie zum Beispiel „Europe/Berlin“, „Europe/Vienna“ oder „Europe/Zurich“.");
        }

        if (!MailAddress.IsValid(settings.Mail.FromAddress))
        {
            problems.Meaning("$.settings.mail.fromAddress", $"„{settings.Mail.FromAddress}“ ist keine Mailadresse.",
                "Schreiben Sie zum Beispiel „rechnung@musterhaus.example“.");
        }
    }

    private static void Texts(CheckContext context)
    {
        var texts = context.Tenant.Settings.Texts;
        Text(context, "rejection", texts.Rejection, MailTexts.Placeholders, MailTexts.Placeholders.Count,
            "Ohne ihn erführe der Absender nicht jeden Grund der Abweisung. Fügen Sie ihn ein.");
        Text(context, "supplierRejection", texts.SupplierRejection, MailTexts.SupplierPlaceholders, 2,
            "Ohne ihn erführe der Lieferant nicht, was zu korrigieren ist. Fügen Sie ihn ein.");
        Text(context, "supplierRejectionSubject", texts.SupplierRejectionSubject, ["invoice"], 0, string.Empty);
    }

    private static void Text(
        CheckContext context, string name, string text, IReadOnlyList<string> placeholders, int needed, string why)
    {
        var path = "$.settings.texts." + name;
        foreach (var unknown in Placeholder().Matches(text).Select(match => match.Groups[1].Value).Except(placeholders))
        {
            context.Problems.Meaning(path, $"Den Platzhalter {{{unknown}}} gibt es nicht.",
                NearestName.Advice(unknown, placeholders));
        }

        foreach (var missing in placeholders.Take(needed))
        {
            if (text.Contains($"{{{missing}}}", StringComparison.Ordinal)) continue;
            context.Problems.Meaning(path, $"Der Platzhalter {{{missing}}} fehlt.", why);
        }
    }

    private static void Global(CheckContext context)
    {
        var global = context.Tenant.Settings.Global;
        const string path = "$.settings.global";
        context.Refer(path + ".fallbackAssignee", global.FallbackAssignee, context.People);
        if (context.Tenant.Settings.Person(global.FallbackAssignee) is { Active: false } fallback)
        {
            context.Problems.Meaning(path + ".fallbackAssignee", $"{fallback.Name} ist nicht aktiv.",
                "Der Ausweichbenutzer muss jederzeit erreichbar sein; wählen Sie eine aktive Person.");
        }

        context.Within(path + ".maxDocumentsPerRound", global.MaxDocumentsPerRound, 1, 10_000);
        foreach (var name in global.Variables.Keys.Where(name => !VariableName().IsMatch(name)))
        {
            context.Problems.Meaning(path + ".variables." + name, $"„{name}“ ist kein Name für eine Variable.",
                "Erlaubt sind Buchstaben, Ziffern und Unterstrich, beginnend mit einem Buchstaben.");
        }
    }

    [GeneratedRegex(@"\{([^{}\s]*)\}")]
    private static partial Regex Placeholder();

    [GeneratedRegex("^[A-Za-z][A-Za-z0-9_]{0,60}$")]
    private static partial Regex VariableName();
}
