using Serverless.Workflows.Approval;
using Serverless.Workflows.Approval.Suppliers;
using Serverless.Workflows.Archive.Items;
using Serverless.Workflows.Extraction;
using Serverless.Workflows.Tenancy;

namespace Serverless.Tests.Home;

/// <summary>Decides as the contract says: one decision a visit, by whoever has it, on what they saw.</summary>
public sealed class FakeDesk(FakeHome home) : IDecisionDesk
{
    public List<(string Item, string Person, DecisionRequest Request)> Decided { get; } = [];

    /// <summary>Whether sending back needs a comment.</summary>
    public bool NeedsComment { get; set; }

    public List<FieldEdit> Edits { get; } = [];

    /// <summary>What every decision and status is answered instead.</summary>
    public DecisionOutcome? Answer { get; set; }

    public Task<DecisionOutcome> DecideAsync(
        string tenant, string item, string person, DecisionRequest request, CancellationToken cancellation) =>
        Task.FromResult(Answer ?? Decide(tenant, item, person, request));

    public List<(string Item, string Person, StatusRequest Request)> Given { get; } = [];

    /// <summary>What the offer says beyond the decisions.</summary>
    public Func<DecisionOffer, DecisionOffer> Adjust { get; set; } = offer => offer;

    /// <summary>Whom people stand in for.</summary>
    public Dictionary<string, IReadOnlyList<string>> StandsInFor { get; } = [];

    public Task<IReadOnlyList<string>> StandsInForAsync(string tenant, string person, CancellationToken cancellation) =>
        Task.FromResult(StandsInFor.GetValueOrDefault(person) ?? []);

    public Task<DecisionOffer> OfferAsync(string tenant, Item item, string person, CancellationToken cancellation)
    {
        var kinds = Allowed(item, person);
        return Task.FromResult(kinds.Length == 0
            ? DecisionOffer.None
            : Adjust(new DecisionOffer
            {
                IsAsked = true,
                Kinds = kinds,
                ToPerson = true,
                Supplier = ToSupplier(item, kinds),
            }));
    }

    public Task<DecisionOutcome> GiveStatusAsync(
        string tenant, string item, string person, StatusRequest request, CancellationToken cancellation)
    {
        if (Answer is { } answer) return Task.FromResult(answer);
        if (home.Book.Find(tenant, item) is not { } now || Allowed(now, person).Length == 0)
            return Task.FromResult(DecisionOutcome.Denied("Für diesen Vorgang sind Sie nicht zuständig."));
        if (request.Status != "checked") return Task.FromResult(DecisionOutcome.Invalid("Diesen Status gibt es nicht.", RefusalReason.Status));
        Given.Add((item, person, request));
        return Task.FromResult(new DecisionOutcome(DecisionResult.Accepted, "Der Status „Geprüft“ ist vergeben.")
        {
            Moves = request.Forward != false,
        });
    }

    public Task<DecisionOutcome> EditAsync(
        string tenant, string item, string person, FieldEdit edit, CancellationToken cancellation)
    {
        var now = home.Book.Find(tenant, item)!;
        if (Allowed(now, person).Length == 0) return Task.FromResult(new DecisionOutcome(DecisionResult.NotAllowed, "Nicht zuständig."));
        if (edit.Revision < now.ContentRevision) return Task.FromResult(Changed());
        Edits.Add(edit);
        var fields = new Dictionary<string, Field>(now.Fields);
        foreach (var (name, value) in edit.Fields)
        {
            if (value is null) fields.Remove(name);
            else fields[name] = new(value, FieldSource.User, 1, null);
        }

        home.Book.Put(now with
        {
            Fields = fields,
            Client = edit.Client ?? now.Client,
            Revision = now.Revision + 1,
            ContentRevision = now.Revision + 1,
        });
        return Task.FromResult(new DecisionOutcome(DecisionResult.Accepted, "Gespeichert.") { Revision = now.Revision + 1 });
    }

    private static string[] Allowed(Item item, string person) => item.Status != ItemStatus.Waiting || item.Assignee?.User != person
        ? []
        : item.Operator is not null
            ? [DecisionKinds.Again, DecisionKinds.Skip, DecisionKinds.GiveUp]
            : item.IsHeld
                ? [DecisionKinds.Replace, DecisionKinds.Resume, DecisionKinds.RejectToSupplier, DecisionKinds.Forward, DecisionKinds.Reject]
                : [DecisionKinds.Approve, DecisionKinds.Reject, DecisionKinds.SendBack, DecisionKinds.Forward, DecisionKinds.RejectToSupplier];

    private static SupplierOffer? ToSupplier(Item item, string[] kinds) => kinds.Contains(DecisionKinds.RejectToSupplier)
        ? new SupplierOffer(
            item.Origin.From, SupplierFindings.Of(item), "Bitte korrigieren: Ihre Rechnung",
            $"Guten Tag,\n\nIhre Rechnung können wir so nicht annehmen:\n\n{SupplierOffer.CommentHere}\n")
        : null;

    private static DecisionOutcome Changed() => DecisionOutcome.ChangedBy([new("grossTotal", "100.00", "119.00")], 8);

    private DecisionOutcome Decide(string tenant, string id, string person, DecisionRequest request)
    {
        if (home.Book.Find(tenant, id) is not { } item) return new(DecisionResult.NotFound, "Den Vorgang gibt es nicht.");
        var visits = home.Book.Visits(item);
        var at = visits.FindIndex(visit => visit.Number == (request.Visit ?? item.Visit));
        if (at >= 0 && visits[at].Decision is { } earlier) return new(DecisionResult.AlreadyDecided, "Über diesen Vorgang ist schon entschieden.", earlier);
        if (at < 0 || !Allowed(item, person).Contains(request.Decision)) return new(DecisionResult.NotAllowed, "Für diesen Vorgang sind Sie nicht zuständig.");
        if (request.Revision < item.ContentRevision && request.OwnEdit != item.ContentRevision) return Changed();
        if (request.To == "gone") return DecisionOutcome.Invalid("Diese Person ist nicht mehr aktiv.", RefusalReason.Target);
        if (request.To == "role:none") return DecisionOutcome.Denied("Es fehlt etwas.", Permission.InvoiceForwardToRoleHolder);
        if (NeedsComment && request is { Decision: DecisionKinds.SendBack, Comment: null })
            return DecisionOutcome.Invalid("Bitte schreiben Sie einen Kommentar, warum Sie zurücksenden.", RefusalReason.Comment);
        visits[at] = visits[at] with
        {
            Decision = new(request.Decision, person, null, request.Comment, request.To, request.Via, request.Address,
                home.Clock.GetUtcNow(), item.Revision),
        };
        Decided.Add((id, person, request));
        return new(DecisionResult.Accepted, "Ihre Entscheidung zählt.") { Moves = true };
    }
}
