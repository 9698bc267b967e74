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
        else if (settings.State is { } state && !HolidayCalendar.StatesOf(settings.Country).Contains(state))
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
        var unknown = Placeholder().Matches(context.Tenant.Settings.Texts.Rejection)
            .Select(match => match.Groups[1].Value).Except(MailTexts.Placeholders).ToList();
        foreach (var name in unknown)
        {
            context.Problems.Meaning("$.settings.texts.rejection", $"Den Platzhalter {{{name}}} gibt es nicht.",
                NearestName.Advice(name, MailTexts.Placeholders));
        }

        foreach (var name in MailTexts.Placeholders)
        {
            if (context.Tenant.Settings.Texts.Rejection.Contains($"{{{name}}}", StringComparison.Ordinal)) continue;
            context.Problems.Meaning("$.settings.texts.rejection", $"Der Platzhalter {{{name}}} fehlt.",
                "Ohne ihn erführe der Absender nicht jeden Grund der Abweisung. Fügen Sie ihn ein.");
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
