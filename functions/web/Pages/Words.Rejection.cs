using Serverless.Workflows.Approval;
using Serverless.Workflows.Archive.Items;

namespace Serverless.Web.Pages;

public sealed partial class Words
{
    public string RejectedTag => Say("abgelehnt", "rejected");

    public string RejectedAt(string station) => Say($"Abgelehnt bei „{station}“", $"Rejected at “{station}”");

    public string RejectedBy(string person) => Say($"{person} hat abgelehnt:", $"{person} rejected it:");

    /// <summary>What the rejection means for whoever has the item, and how it is lifted.</summary>
    /// <param name="offer">What the person may do.</param>
    /// <param name="nameOf">The name of the person with an id.</param>
    public string WhileRejected(Item item, Rejection rejection, DecisionOffer offer, Func<string, string> nameOf)
    {
        if (offer.LiftsRejection)
        {
            return Say(
                "Ihre Freigabe hebt die Ablehnung auf. Bis dahin wird nichts gebucht und nichts bezahlt.",
                "Your approval lifts the rejection. Until then nothing is posted and nothing is paid.");
        }

        if (!RejectionLift.IsOfOtherRoute(rejection, item.Route?.Name))
        {
            return Say(
                $"Es wird nichts gebucht und nichts bezahlt, auch wenn Sie freigeben. Ist die Ablehnung ein Irrtum, senden Sie zurück: Eine Freigabe bei „{rejection.Station}“ oder davor hebt sie auf.",
                $"Nothing is posted and nothing is paid, even if you approve. If the rejection is a mistake, send it back: an approval at “{rejection.Station}” or before lifts it.");
        }

        var who = rejection.Person is { } person ? nameOf(person) : rejection.By;
        return Say(
            $"Es wird nichts gebucht und nichts bezahlt, auch wenn Sie freigeben. Seit der Ablehnung ist der Leitungsweg ein anderer; sie kann nur von {who} selbst aufgehoben werden, durch eine Freigabe an der ersten Station dieses Leitungswegs. Ist sie ein Irrtum, senden Sie dorthin zurück und leiten Sie dort an {who} weiter.",
            $"Nothing is posted and nothing is paid, even if you approve. The route has changed since the rejection; only {who} can lift it, by an approval at the first station of this route. If it is a mistake, send the item back to there, and there forward it to {who}.");
    }

    /// <summary>What an approval is called: after a rejection that it does not lift it only sends the item on.</summary>
    public string ApprovalName(Item item, DecisionOffer offer) => OnlySendsOn(item, offer)
        ? Say("Weitergeben (bleibt abgelehnt)", "Pass on (stays rejected)")
        : DecisionName(DecisionKinds.Approve);

    public string ThanksApproved(Item item, DecisionOffer offer) => OnlySendsOn(item, offer)
        ? Say("Der Vorgang geht weiter. Er bleibt abgelehnt; es wird nichts gebucht.", "The item goes on. It stays rejected; nothing is posted.")
        : ThanksNext(DecisionKinds.Approve);

    public string SavedNotDecided => Say(
        "Was Sie eingetragen haben, ist gespeichert; entschieden ist noch nicht.",
        "What you entered is saved; it is not decided yet.");

    private static bool OnlySendsOn(Item item, DecisionOffer offer) =>
        item is { Rejection: not null, Station: not null } && !offer.LiftsRejection;
}
