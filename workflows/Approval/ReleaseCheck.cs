using Serverless.Workflows.Archive.Items;
using Serverless.Workflows.Routing;

namespace Serverless.Workflows.Approval;

/// <summary>Whether the amount and four eyes let a person approve.</summary>
public static class ReleaseCheck
{
    /// <summary>Why they do not, with what to do; null where they do.</summary>
    public static DecisionOutcome? Refusal(DecisionCase at) => at.Obstacle is { } obstacle
        ? new DecisionOutcome(DecisionResult.NotAllowed, $"{Why(at, obstacle)} {WhatToDo(at)}")
        {
            Reason = obstacle.Station is null ? RefusalReason.AmountLimit : RefusalReason.FourEyes,
            Obstacle = obstacle,
            MayApprove = at.MayApprove == at.Person.Id ? null : at.MayApprove,
        }
        : null;

    /// <summary>What keeps the person of a case from approving; null where nothing does. Nobody comes within their limit by
    /// typing a smaller amount: the amounts count, too, that stood there before the person changed them.</summary>
    public static ReleaseObstacle? Find(DecisionCase at)
    {
        if (Against(at, at.Item) is { } now) return now;
        var found = OwnEdits.Before(at.Item, at.Person.Id, at.Edits);
        // Where the station releases nothing there is nothing to come around: what is not beyond the release was released.
        return ReferenceEquals(found, at.Item) || Against(at, found) is not { Released: null } before
            ? null
            : before with { IsOfEarlierAmount = true };
    }

    private static ReleaseObstacle? Against(DecisionCase at, Item item) => item.Operator is not null || item.Station is null
        ? null
        : new ReleaseRule(at.Settings, item, at.Station, item.Route?.Name, at.Approvals)
            .Against(at.Person.Id, at.Standing.For);

    private static string Why(DecisionCase at, ReleaseObstacle obstacle)
    {
        var isOwn = obstacle.Person == at.Person.Id;
        if (obstacle.Station is { } station)
        {
            return isOwn
                ? $"Hier gelten vier Augen, und Sie haben diesen Vorgang schon an der Station „{station}“ freigegeben (oder jemand für Sie)."
                : $"Hier gelten vier Augen. Sie vertreten {obstacle.Name}, und von dort kam schon die Freigabe an der Station „{station}“.";
        }

        if (obstacle.IsOfEarlierAmount)
        {
            return $"Der Betrag war {obstacle.Amount}, bevor Sie ihn geändert haben, und damit über der Grenze von {obstacle.Limit}.";
        }

        if (obstacle.Released is { } released)
        {
            var limit = isOwn
                ? $"Sie dürfen bis {obstacle.Limit} freigeben"
                : $"Sie vertreten {obstacle.Name} und dürfen dabei bis {obstacle.Limit} freigeben";
            return $"Freigegeben wurde {released}, der Betrag ist jetzt {obstacle.Amount}; dieser muss neu freigegeben werden. {limit}.";
        }

        return isOwn
            ? $"Sie dürfen bis {obstacle.Limit} freigeben; der Betrag dieses Vorgangs ist {obstacle.Amount}."
            : $"Sie vertreten {obstacle.Name}; in dieser Vertretung dürfen Sie bis {obstacle.Limit} freigeben. Der Betrag dieses "
                + $"Vorgangs ist {obstacle.Amount}.";
    }

    private static string WhatToDo(DecisionCase at) => at.MayApprove is { } other && other != at.Person.Id
        ? $"Bitte leiten Sie ihn weiter, zum Beispiel an {at.Settings.Person(other)?.Name ?? other}."
        : "Bitte leiten Sie ihn an jemanden weiter, der ihn freigeben darf.";
}
