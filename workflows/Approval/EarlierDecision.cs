using System.Globalization;
using Serverless.Workflows.Approval.Mails;
using Serverless.Workflows.Archive.Items;
using Serverless.Workflows.Tenancy;

namespace Serverless.Workflows.Approval;

/// <summary>Tells whoever came second who was first, and with what.</summary>
public static class EarlierDecision
{
    /// <summary>German, in the tenant's time, such as <c>Anna Berger hat schon entschieden: freigegeben am 02.03.2026 um
    /// 09:12 Uhr.</c></summary>
    public static string InWords(Settings settings, Decision decision)
    {
        var name = NameOf(settings, decision.By);
        var instead = decision.For is { } other && other != decision.By ? $" (für {NameOf(settings, other)})" : string.Empty;
        var to = ForwardTarget.Read(decision.To) switch
        {
            _ when decision.Kind is not DecisionKinds.Forward and not DecisionKinds.Reassign => string.Empty,
            ForwardTarget.Person(var person) => $" an {NameOf(settings, person)}",
            ForwardTarget.RoleHolder(var role) => $" an {settings.Role(role)?.Name ?? role}",
            _ => string.Empty,
        };
        var at = TimeZoneInfo.ConvertTime(decision.AtUtc, TimeZoneInfo.FindSystemTimeZoneById(settings.TimeZone));
        var when = string.Create(
            CultureInfo.InvariantCulture, $"am {Spoken.Day(DateOnly.FromDateTime(at.DateTime), "de")} um {at:HH:mm} Uhr");
        return $"{name}{instead} hat schon entschieden: {Done(decision.Kind)}{to} {when}.";
    }

    private static string NameOf(Settings settings, string person) => settings.Person(person)?.Name ?? (person == ItemChange.System ? "Das System" : person);

    private static string Done(string kind) => kind switch
    {
        DecisionKinds.Approve => "freigegeben",
        DecisionKinds.Reject => "abgelehnt",
        DecisionKinds.RejectToSupplier => "an den Lieferanten zurückgewiesen",
        DecisionKinds.Replace => "durch die korrigierte Rechnung ersetzt",
        DecisionKinds.Resume => "die Zurückweisung aufgehoben",
        DecisionKinds.SendBack => "zurückgesendet",
        DecisionKinds.Forward => "weitergeleitet",
        DecisionKinds.Reassign => "neu zugewiesen",
        DecisionKinds.Again => "noch einmal versucht",
        DecisionKinds.Skip => "ohne diesen Schritt weitergeführt",
        DecisionKinds.GiveUp => "beendet",
        _ => kind,
    };
}
