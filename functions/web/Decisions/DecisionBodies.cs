using Microsoft.AspNetCore.Mvc;
using Serverless.Web.Bodies;
using Serverless.Workflows.Approval;

namespace Serverless.Web.Decisions;

/// <summary>What a person decides over the API.</summary>
internal sealed record DecisionBody(
    [property: ApiField(
        "Was entschieden wird: approve (an die nächste Station), reject (ablehnen), sendBack (zurück an eine frühere Station), "
        + "forward (an eine Person oder Funktion, bei „to“: „next“ dasselbe wie approve), rejectToSupplier (an den Lieferanten "
        + "zurückweisen; dazu und zu resume gehört die Berechtigung rejectToSupplier); für eine Rechnung, die dort ist, replace (durch "
        + "die korrigierte ersetzen) oder resume (ohne sie weiter); "
        + "bei einer Störung again, skip oder giveUp.",
        Required = true,
        Values =
        [
            DecisionKinds.Approve, DecisionKinds.Reject, DecisionKinds.SendBack, DecisionKinds.Forward,
            DecisionKinds.RejectToSupplier, DecisionKinds.Replace, DecisionKinds.Resume, DecisionKinds.Again,
            DecisionKinds.Skip, DecisionKinds.GiveUp,
        ])]
    string? Decision = null,
    [property: ApiField("Nötig bei reject, rejectToSupplier und resume, bei sendBack laut Einstellung; sonst freiwillig.", MaxLength = DecisionCheck.MaxComment)]
    string? Comment = null,
    [property: ApiField(
        "Nötig bei forward: „ID“ oder „person:ID“ einer Person, „role:ID“ des Funktionsträgers am Objekt des Vorgangs oder „next“. "
        + "Bei sendBack „station:N“, eine frühere Station nach ihrer Reihenfolge; ohne Angabe die letzte. Bei rejectToSupplier die "
        + "Mailadresse des Lieferanten; ohne Angabe die, von der die Rechnung kam. Bei replace die Kennung des Vorgangs der "
        + "korrigierten Rechnung. Sonst ohne Bedeutung.",
        IsId = true)]
    string? To = null,
    [property: ApiField("Kennung eines Status, der mit der Entscheidung vergeben wird.", IsId = true)]
    string? Status = null,
    [property: ApiField(
        "Die „revision“ des Vorgangs, wie die Person ihn gesehen hat. Ist seither etwas anders, das sie nicht kennt, wird "
        + "abgelehnt und der Unterschied genannt; und dieselbe Anfrage ein zweites Mal entscheidet nie die nächste Station. "
        + "Ohne Angabe zählt der Vorgang, wie er jetzt ist.", Minimum = 1)]
    int? Revision = null,
    [property: ApiField(
        "Bei rejectToSupplier: die „rule“ jedes Befunds aus „checks“, den der Lieferant erfährt; ohne Angabe alle, die ihn angehen.",
        IsId = true, MaxItems = DecisionBody.MostFindings)]
    IReadOnlyList<string>? Findings = null,
    [property: ApiField(
        "Bei resume: true, wenn die Rechnung weitergehen soll, obwohl ihre Korrektur schon abgeschlossen, gebucht oder übergeben ist "
        + "(sonst „already-posted“).")]
    bool? ConfirmPosted = null)
{
    public const int MostFindings = 200;
}

/// <summary>A review status that a person gives over the API.</summary>
internal sealed record StatusBody(
    [property: ApiField("Kennung des Status.", Required = true, IsId = true)]
    string? Status = null,
    [property: ApiField("Wird zur Notiz am Vorgang.", MaxLength = DecisionCheck.MaxComment)]
    string? Comment = null,
    [property: ApiField("false vergibt nur; sonst leitet die Vergabe weiter, wo es so eingestellt ist.")]
    bool? Forward = null,
    [property: ApiField("Wie bei einer Entscheidung.", Minimum = 1)]
    int? Revision = null);

/// <summary>The answer to a decision that counts.</summary>
internal sealed record DecisionAccepted(string Result, string Message);

/// <summary>The answer to a status that was given.</summary>
/// <param name="Forwarded">Whether the item went on to the next station with it.</param>
/// <param name="Problem">Why it did not, where it should have; the same as an approval would have met.</param>
internal sealed record StatusAccepted(string Result, string Message, bool Forwarded, ProblemDetails? Problem);
