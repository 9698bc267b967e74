using System.ComponentModel;
using Serverless.Workflows.Tenancy;

namespace Serverless.Workflows.Routing;

/// <summary>What a station has otherwise than the tenant's reminder settings; null is as there.</summary>
public sealed record StationReminders
{
    [Description("Erste Erinnerung nach so vielen Arbeitstagen, 1 bis 250.")]
    public int? FirstAfter { get; init; }

    [Description("Weitere Erinnerungen im Abstand von so vielen Arbeitstagen, 1 bis 250.")]
    public int? Every { get; init; }

    [Description("Wie oft höchstens erinnert wird, 0 bis 20; mit 0 gar nicht.")]
    public int? AtMost { get; init; }

    [Description("Eskalation nach so vielen Arbeitstagen, 0 bis 250; mit 0 gibt es an dieser Station keine.")]
    public int? EscalateAfter { get; init; }

    [Description("Wer bei einer Eskalation benachrichtigt wird.")]
    public AssigneeChoice? EscalateTo { get; init; }

    [Description("Uhrzeit am Ort, zu der erinnert wird, zum Beispiel „08:00“.")]
    public string? At { get; init; }

    [Description("So viele Arbeitstage vor dem letzten Zahltag (Skonto oder Fälligkeit) wird spätestens erinnert und "
        + "eskaliert, 0 bis 20; mit 0 ohne Rücksicht darauf.")]
    public int? BeforeDeadline { get; init; }

    /// <summary>What holds at a station: its own, and for the rest the tenant's.</summary>
    public static ReminderSettings For(Settings settings, Station? station) =>
        station?.Reminders is not { } own ? settings.Reminders : settings.Reminders with
        {
            FirstAfter = own.FirstAfter ?? settings.Reminders.FirstAfter,
            Every = own.Every ?? settings.Reminders.Every,
            AtMost = own.AtMost ?? settings.Reminders.AtMost,
            EscalateAfter = own.EscalateAfter ?? settings.Reminders.EscalateAfter,
            EscalateTo = own.EscalateTo ?? settings.Reminders.EscalateTo,
            At = own.At ?? settings.Reminders.At,
            BeforeDeadline = own.BeforeDeadline ?? settings.Reminders.BeforeDeadline,
        };
}
