using Serverless.Workflows.Routing;
using Serverless.Workflows.Routing.WorkingDays;

namespace Serverless.Workflows.Tenancy.Loading;

/// <summary>Reminders and escalation, of the tenant and of its stations.</summary>
internal static class ReminderCheck
{
    public static void Run(CheckContext context)
    {
        Run(context, context.Tenant.Settings.Reminders, "$.settings.reminders");
        Run(context, context.Tenant.Settings.SupplierReminders, "$.settings.supplierReminders");
    }

    private static void Run(CheckContext context, ReminderSettings reminders, string path)
    {
        context.Within(path + ".firstAfter", reminders.FirstAfter, 1, 250);
        context.Within(path + ".every", reminders.Every, 1, 250);
        context.Within(path + ".atMost", reminders.AtMost, 0, 20);
        context.Within(path + ".beforeDeadline", reminders.BeforeDeadline, 0, 20);
        if (reminders.EscalateAfter is { } days) context.Within(path + ".escalateAfter", days, 1, 250);
        if (reminders.EscalateAfter is not null && reminders.EscalateTo is null && !context.IsUnreadAt(path, "escalateTo")) Nobody(context, path);
        context.Assignee(path + ".escalateTo", reminders.EscalateTo);
        Time(context, path + ".at", reminders.At);
    }

    public static void Run(CheckContext context, Station station, string path)
    {
        if (station.Reminders is not { } own) return;
        Within(".firstAfter", own.FirstAfter, 1, 250);
        Within(".every", own.Every, 1, 250);
        Within(".atMost", own.AtMost, 0, 20);
        Within(".escalateAfter", own.EscalateAfter, 0, 250);
        Within(".beforeDeadline", own.BeforeDeadline, 0, 20);
        if (own.EscalateAfter > 0 && own.EscalateTo is null && context.Tenant.Settings.Reminders.EscalateTo is null
            && !context.IsUnreadAt(path, "escalateTo") && !context.IsUnreadAt("$.settings.reminders", "escalateTo"))
        {
            Nobody(context, path);
        }

        context.Assignee(path + ".escalateTo", own.EscalateTo);
        if (own.At is { } at) Time(context, path + ".at", at);

        void Within(string name, int? value, int least, int most)
        {
            if (value is { } given) context.Within(path + name, given, least, most);
        }
    }

    /// <summary>Complains about what is no time of day.</summary>
    public static void Time(CheckContext context, string path, string text)
    {
        if (LocalTimes.IsTime(text)) return;
        context.Problems.Meaning(path, $"„{text}“ ist keine Uhrzeit.",
            "Schreiben Sie Stunde und Minute zweistellig, zum Beispiel „08:00“.");
    }

    private static void Nobody(CheckContext context, string path) => context.Problems.Meaning(
        path + ".escalateAfter", "Es ist niemand angegeben, der bei einer Eskalation benachrichtigt wird.",
        "Ergänzen Sie „escalateTo“ mit einer Person oder Rolle.");
}
