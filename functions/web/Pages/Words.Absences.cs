using Serverless.Web.Tenants;
using Serverless.Workflows.Approval.Absences;
using Serverless.Workflows.Approval.Mails;
using Serverless.Workflows.Archive.Items;
using Serverless.Workflows.Tenancy;
using Serverless.Workflows.Tenancy.Master;

namespace Serverless.Web.Pages;

public sealed partial class Words
{
    public string Absences => Say("Abwesenheiten", "Absences");

    public string AbsencesIntro => Say(
        "Solange Sie weg sind, bekommt Ihre Vertretung, was für Sie kommt; was schon bei Ihnen liegt, sieht sie in ihrem Posteingang und kann es entscheiden. Das gilt sofort.",
        "While you are away your substitute gets what comes for you, and sees in their inbox what waits for you already and can decide it. This counts at once.");

    public string MyAbsences => Say("Meine Abwesenheiten", "My absences");

    public string OtherAbsences => Say("Abwesenheiten anderer", "Absences of others");

    public string PastAbsences => Say("Vergangene", "Past ones");

    public string NewAbsence => Say("Abwesenheit eintragen", "Enter an absence");

    public string NoAbsences => Say("Es ist keine Abwesenheit eingetragen.", "No absence is entered.");

    public string AbsentPerson => Say("Wer ist abwesend", "Who is away");

    public string FirstDay => Say("Erster Tag", "First day");

    public string LastDay => Say("Letzter Tag", "Last day");

    public string SubstitutePerson => Say("Vertretung", "Substitute");

    public string EnterAbsence => Say("Eintragen", "Enter");

    public string ChangeAbsence => Say("Ändern", "Change");

    public string SaveAbsence => Say("Speichern", "Save");

    public string RemoveAbsence => Say("Löschen", "Delete");

    public string EndMine => Say("Ich bin wieder da", "I am back");

    public string EndTheirs => Say("Ab heute beenden", "End as of today");

    public string BeginStaysHint => Say("Der erste Tag ist vorbei und bleibt.", "The first day has passed and stays.");

    public string AbsenceRunning => Say("läuft", "now");

    public string AbsencePlanned => Say("geplant", "planned");

    public string AbsenceOver => Say("vorbei", "over");

    public string AbsenceHistory => Say("Wer hat was eingetragen", "Who entered what");

    public string AbsenceChanged => Say(
        "Jemand anderes war schneller. Unten steht, wie es jetzt eingetragen ist; Ihre Änderung wurde nicht gespeichert.",
        "Somebody else was faster. Below is how it is entered now; your change was not saved.");

    public string AbsenceNotFound => Say(
        "Diese Abwesenheit gibt es nicht mehr: Sie ist vorbei oder wurde gelöscht.",
        "This absence is gone: it is over or was deleted.");

    public string AbsenceNotYours => Say(
        $"Abwesenheiten anderer trägt nur ein, wer die Berechtigung „{PermissionNames.Id(Permission.ManageAbsences)}“ hat. Ihr Administrator kann sie in der Mandantendatei (roles) erteilen.",
        $"Only those with the permission “{PermissionNames.Id(Permission.ManageAbsences)}” enter absences of others. Your administrator can grant it in the tenant file (roles).");

    public string AbsenceHasBegun => Say(
        "Die Abwesenheit hat schon begonnen und lässt sich nicht löschen. Beenden Sie sie stattdessen.",
        "The absence has begun and cannot be deleted. End it instead.");

    public string AbsenceHasNotBegun => Say(
        "Die Abwesenheit hat noch nicht begonnen. Löschen Sie sie stattdessen.",
        "The absence has not begun. Delete it instead.");

    public string AbsenceDone(string? what) => what switch
    {
        "change" => Say("Die Änderung ist gespeichert.", "The change is saved."),
        "end" => Say("Die Abwesenheit ist beendet.", "The absence is ended."),
        "remove" => Say("Die Abwesenheit ist gelöscht.", "The absence is deleted."),
        _ => Say("Die Abwesenheit ist eingetragen und gilt.", "The absence is entered and counts."),
    };

    /// <summary>A day, or the first and the last.</summary>
    public string Span(DateOnly from, DateOnly until) => from == until
        ? Spoken.Day(from, Language)
        : Say($"{Spoken.Day(from, Language)} bis {Spoken.Day(until, Language)}", $"{Spoken.Day(from, Language)} to {Spoken.Day(until, Language)}");

    public string SubstituteIs(string name) => Say($"Vertretung: {name}", $"Substitute: {name}");

    public string YouStandInFor(string person, DateOnly until) => Say(
        $"Sie vertreten {person} bis {Spoken.Day(until, Language)}.", $"You stand in for {person} until {Spoken.Day(until, Language)}.");

    public string YouStandIn => Say("Sie vertreten", "You stand in for");

    public string NothingWaitsForThem => Say("Dort wartet nichts.", "Nothing waits there.");

    public string WaitsForThem(int count, bool more) => more
        ? Say($"Dort warten mehr als {count} Vorgänge.", $"More than {count} items wait there.")
        : count == 1 ? Say("Dort wartet ein Vorgang.", "One item waits there.")
        : Say($"Dort warten {count} Vorgänge.", $"{count} items wait there.");

    public string YouAreAway(string substitute, DateOnly until) => Say(
        $"Sie sind bis {Spoken.Day(until, Language)} als abwesend eingetragen; Ihre Vertretung ist {substitute}.",
        $"You are entered as away until {Spoken.Day(until, Language)}; your substitute is {substitute}.");

    public string OpenTheirInbox => Say("Nur diese Liste zeigen", "Show this list alone");

    public string WaitsFor(string person) => Say($"Wartet auf {person}", $"Waits for {person}");

    /// <summary>Why an absence cannot be entered so, and what would be right.</summary>
    public string AbsenceProblem(AbsenceFault fault, WebTenant tenant) => fault.Kind switch
    {
        AbsenceFaultKind.PersonMissing => Say("Bitte wählen Sie die Person, die abwesend ist.", "Please choose the person who is away."),
        AbsenceFaultKind.PersonUnknown => Say("Die abwesende Person gibt es nicht. Bitte wählen Sie eine andere.", "There is no such person. Please choose another."),
        AbsenceFaultKind.PersonInactive => Say(
            "Die Person ist nicht mehr aktiv; sie bekommt ohnehin nichts mehr.", "The person is no longer active and gets nothing anyway."),
        AbsenceFaultKind.FromMissing => Say("Bitte geben Sie den ersten Tag an.", "Please give the first day."),
        AbsenceFaultKind.UntilMissing => Say("Bitte geben Sie den letzten Tag an.", "Please give the last day."),
        AbsenceFaultKind.UntilBeforeFrom => Say(
            "Der letzte Tag liegt vor dem ersten. Bitte prüfen Sie beide.", "The last day is before the first. Please check both."),
        AbsenceFaultKind.IsOver => Say(
            "Die Abwesenheit wäre schon vorbei und hätte keine Wirkung. Bitte prüfen Sie das Jahr.",
            "The absence would be over already and change nothing. Please check the year."),
        AbsenceFaultKind.TooEarly => Say(
            $"Der erste Tag liegt zu weit zurück. Frühestens geht der {Day(fault.Day)}.", $"The first day is too long ago. The earliest is {Day(fault.Day)}."),
        AbsenceFaultKind.TooLate => Say(
            $"Der letzte Tag liegt zu weit in der Zukunft. Spätestens geht der {Day(fault.Day)}.", $"The last day is too far ahead. The latest is {Day(fault.Day)}."),
        AbsenceFaultKind.BeginStays => Say(
            $"Die Abwesenheit hat am {Day(fault.Day)} begonnen. Person und erster Tag bleiben; ändern lassen sich der letzte Tag und die Vertretung.",
            $"The absence began on {Day(fault.Day)}. Person and first day stay; the last day and the substitute can be changed."),
        AbsenceFaultKind.EndedEarlier => Say(
            $"Die Abwesenheit hat schon gegolten. Frühestens kann der {Day(fault.Day)} ihr letzter Tag sein.",
            $"The absence has counted already. Its last day can be {Day(fault.Day)} at the earliest."),
        AbsenceFaultKind.SubstituteMissing => Say("Bitte wählen Sie eine Vertretung.", "Please choose a substitute."),
        AbsenceFaultKind.SubstituteUnknown => Say(
            "Die Person für die Vertretung gibt es nicht. Bitte wählen Sie eine andere.", "There is no such substitute. Please choose another."),
        AbsenceFaultKind.SubstituteInactive => Say(
            "Die Person für die Vertretung ist nicht mehr aktiv. Bitte wählen Sie eine andere.", "The substitute is no longer active. Please choose another."),
        AbsenceFaultKind.SubstituteIsSelf => Say(
            "Niemand vertritt sich selbst. Bitte wählen Sie eine andere Person.", "Nobody stands in for themselves. Please choose another person."),
        _ => fault.Other is { } other
            ? Say(
                $"In dieser Zeit ist schon eine Abwesenheit eingetragen: {Span(other.From, other.Until)}, {SubstituteIs(tenant.NameOf(other.Substitute))}. Ändern Sie diese, oder wählen Sie andere Tage.",
                $"An absence is entered for these days already: {Span(other.From, other.Until)}, {SubstituteIs(tenant.NameOf(other.Substitute))}. Change that one, or choose other days.")
            : fault.Kind.ToString(),
    };

    /// <summary>What should be known of an absence, though it counts.</summary>
    public string AbsenceWarningText(AbsenceWarning warning, Absence absence, WebTenant tenant)
    {
        var (days, person, substitute) = (Span(warning.From, warning.Until), tenant.NameOf(absence.Person), tenant.NameOf(absence.Substitute));
        return warning.Kind switch
        {
            AbsenceWarningKind.PassedOn => Say(
                $"{days}: {substitute} ist dann nicht da; {tenant.NameOf(warning.Gets!)} bekommt, was für {person} kommt.",
                $"{days}: {substitute} is not there then; {tenant.NameOf(warning.Gets!)} gets what comes for {person}."),
            AbsenceWarningKind.NobodyThere => Say(
                $"{days}: Auch die Vertretung ist nicht da ({substitute}), und niemand sonst ist eingetragen. Alles bleibt bei {person}. Bitte wählen Sie für diese Tage eine andere Vertretung.",
                $"{days}: The substitute is not there either ({substitute}), and nobody else is entered. Everything stays with {person}. Please choose another substitute for these days."),
            AbsenceWarningKind.IsSubstitute when warning.Gets is { } gets => Say(
                $"{days}: {person} vertritt dann {tenant.NameOf(warning.For!)}; das übernimmt {tenant.NameOf(gets)}.",
                $"{days}: {person} stands in for {tenant.NameOf(warning.For!)} then; {tenant.NameOf(gets)} takes over."),
            AbsenceWarningKind.IsSubstitute => Say(
                $"{days}: {person} vertritt dann {tenant.NameOf(warning.For!)}, und niemand sonst ist da; alles bleibt bei {tenant.NameOf(warning.For!)}.",
                $"{days}: {person} stands in for {tenant.NameOf(warning.For!)} then, and nobody else is there; everything stays with {tenant.NameOf(warning.For!)}."),
            AbsenceWarningKind.MayNot => Say(
                $"{substitute} fehlt die Berechtigung „{PermissionNames.Label(warning.Missing!.Value)}“ und kann insoweit nicht freigeben.",
                $"{substitute} lacks the permission “{PermissionNames.Id(warning.Missing!.Value)}” and cannot approve so far."),
            _ => Say(
                $"{substitute} darf nur bis {Limit(warning)} freigeben; was darüber liegt, bekommt jemand anderes.",
                $"{substitute} may approve up to {Limit(warning)} only; what is above goes to somebody else."),
        };
    }

    /// <summary>An entry of the trail of absences.</summary>
    public string AbsenceEntryText(AuditEntry entry, WebTenant tenant)
    {
        var what = entry.What switch
        {
            "entered" => Say("eingetragen", "entered"),
            "changed" => Say("geändert", "changed"),
            "ended" => Say("beendet", "ended"),
            "removed" => Say("gelöscht", "deleted"),
            _ => entry.What,
        };
        var (before, after) = (Written(entry, "old"), Written(entry, string.Empty));
        var days = before is not null && after is not null ? $"{before} → {after}" : after ?? before;
        return $"{tenant.NameOf(entry.Details.GetValueOrDefault("person") ?? "–")}: {what}, {days}";

        string? Written(AuditEntry of, string prefix) =>
            DateOnly.TryParse(of.Details.GetValueOrDefault(prefix + "from"), System.Globalization.CultureInfo.InvariantCulture, out var from)
            && DateOnly.TryParse(of.Details.GetValueOrDefault(prefix + "until"), System.Globalization.CultureInfo.InvariantCulture, out var until)
                ? $"{Span(from, until)} ({tenant.NameOf(of.Details.GetValueOrDefault(prefix + "substitute") ?? "–")})"
                : null;
    }

    private string Day(DateOnly? day) => day is { } known ? Spoken.Day(known, Language) : string.Empty;

    private string Limit(AbsenceWarning warning) => Spoken.Amount(
        warning.Limit!.Value.ToString(System.Globalization.CultureInfo.InvariantCulture), Language);
}
