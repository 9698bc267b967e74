using Serverless.Workflows.Archive.Items;

namespace Serverless.Web.Pages;

public sealed partial class Words
{
    public string RejectedTag => Say("abgelehnt", "rejected");

    public string RejectedAt(string station) => Say($"Abgelehnt bei „{station}“", $"Rejected at “{station}”");

    public string RejectedBy(string person) => Say($"{person} hat abgelehnt:", $"{person} rejected it:");

    public string StaysRejected(string station) => Say(
        $"Es wird nichts gebucht und nichts bezahlt, auch wenn Sie freigeben. Ist die Ablehnung ein Irrtum, senden Sie zurück: Eine Freigabe bei „{station}“ oder davor hebt sie auf.",
        $"Nothing is posted and nothing is paid, even if you approve. If the rejection is a mistake, send it back: an approval at “{station}” or before lifts it.");

    /// <summary>What an approval is called: after a rejection that it does not lift it only sends the item on.</summary>
    public string ApprovalName(Item item) => OnlySendsOn(item)
        ? Say("Weitergeben (bleibt abgelehnt)", "Pass on (stays rejected)")
        : DecisionName(Workflows.Approval.DecisionKinds.Approve);

    public string ThanksApproved(Item item) => OnlySendsOn(item)
        ? Say("Der Vorgang geht weiter. Er bleibt abgelehnt; es wird nichts gebucht.", "The item goes on. It stays rejected; nothing is posted.")
        : ThanksNext(Workflows.Approval.DecisionKinds.Approve);

    public string SavedNotDecided => Say(
        "Was Sie eingetragen haben, ist gespeichert; entschieden ist noch nicht.",
        "What you entered is saved; it is not decided yet.");

    private static bool OnlySendsOn(Item item) =>
        item is { Rejection: { } rejection, Station: { } station } && station.Sequence > rejection.Sequence;
}
