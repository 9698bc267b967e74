using System.Globalization;
using Serverless.Workflows.Approval;
using Serverless.Workflows.Approval.Suppliers;
using Serverless.Workflows.Archive.Items;
using Serverless.Workflows.Archive.Lists;
using Serverless.Workflows.Orchestrations;
using Serverless.Workflows.Tenancy.Master;

namespace Serverless.Workflows.Tests.Walks;

/// <summary>What people and machines do in a walk, chosen by a random number. Every decision has a comment of its own, so that it is known
/// again in the history.</summary>
internal sealed class WalkMoves(WalkWorld world)
{
    private readonly Dictionary<(string Item, string Person), int> _seen = [];
    private int _said;

    /// <summary>The comment of each decision, its item, and whether its desk accepted it; null where nobody heard.</summary>
    public List<(string Item, string Comment, bool? Accepted)> Said { get; } = [];

    /// <summary>What was done last, for whoever looks into a walk.</summary>
    public List<string> Log { get; } = [];

    /// <summary>Something happens.</summary>
    public async Task MoveAsync()
    {
        var random = world.Random;
        switch (random.Next(40))
        {
            case < 12:
                await WorkAsync(random.Next(1, 12));
                break;
            case < 24:
                await TryAsync(() => ByPersonAsync(random));
                break;
            case < 27:
                world.Time.Advance(TimeSpan.FromMinutes(random.Next(1, 90)));
                break;
            case 27 or 28:
                world.Time.Advance(TimeSpan.FromHours(random.Next(2, 60)));
                break;
            case 29 or 30:
                await TryAsync(() => world.Get<MinuteTick>().RunAsync(CancellationToken.None));
                break;
            case 31:
                await TryAsync(() => world.Get<ItemSweeper>().SweepDueAsync(WalkTenant.Id, CancellationToken.None));
                break;
            case 32:
                await TryAsync(() => world.Get<ListSweeper>().SweepAsync(WalkTenant.Id, CancellationToken.None));
                break;
            case 33 when world.Items.Count < 6:
                await ReceiveAsync(random);
                break;
            case 34:
                await TryAsync(() => AbsentAsync(random));
                break;
            case 35:
                var person = WalkTenant.People[random.Next(6)];
                world.Activate(person, world.Tenants.Find(WalkTenant.Id)!.Settings.Person(person)!.Active == false || random.Next(3) != 0);
                break;
            case 36:
                world.Relay.Fails = random.Next(3) == 0;
                break;
            case 37:
                foreach (var target in world.Targets.Values) target.Refuses = random.Next(4) == 0 ? "Konto gesperrt." : null;
                world.Switch(WalkTenant.Connectors[random.Next(3)], random.Next(4) != 0);
                break;
            case 38 when random.Next(4) == 0:
                world.Engine.Break();
                break;
            default:
                await TryAsync(() => BulkAsync(random));
                break;
        }
    }

    /// <summary>Somebody else is faster: a person, or the same activity again.</summary>
    public Task MeanwhileAsync(int seed)
    {
        var random = new Random(seed);
        return random.Next(3) == 0 ? world.Engine.RepeatAsync() : TryAsync(() => random.Next(6) == 0 ? BulkAsync(random) : ByPersonAsync(random));
    }

    /// <summary>The engine does so many things; retries that are due soon are not waited for.</summary>
    public async Task WorkAsync(int steps)
    {
        for (var step = 0; step < steps; step++)
        {
            world.Store.NextRound();
            if (await world.Engine.StepAsync()) continue;
            if (world.Engine.Next is not { } next || next > world.Time.GetUtcNow().AddMinutes(6)) return;
            world.Time.Advance(next - world.Time.GetUtcNow());
        }
    }

    public async Task ReceiveAsync(Random random)
    {
        var held = new List<Item>();
        foreach (var id in world.Items)
        {
            if (await SeenAsync(id) is { IsHeld: true } item) held.Add(item);
        }

        var corrects = held.Count > 0 && random.Next(4) != 0 ? held[random.Next(held.Count)].Fields["invoiceNumber"].Value : null;
        Log.Add($"receive {corrects}");
        await world.DeliverAsync(corrects, random.Next(3) == 0);
    }

    private async Task TryAsync(Func<Task> work)
    {
        try
        {
            await work();
        }
        catch (IOException)
        {
            Log.Add("failed");
        }
    }

    private async Task ByPersonAsync(Random random)
    {
        var id = world.Items[random.Next(world.Items.Count)];
        if (await SeenAsync(id) is not { } item) return;
        var person = random.Next(4) == 0 || item.Assignee is null ? WalkTenant.People[random.Next(WalkTenant.People.Count)] : item.Assignee.User;
        int? revision = random.Next(3) switch
        {
            0 => null,
            1 => item.Revision,
            _ => _seen.GetValueOrDefault((id, person), item.Revision),
        };
        _seen[(id, person)] = item.Revision;
        switch (random.Next(16))
        {
            case 0:
                await NotedAsync(id, "reassign " + person, async comment => await world.Get<ReassignDesk>().ReassignAsync(
                    WalkTenant.Id, id, person, new ReassignRequest(Somebody(random), comment, random.Next(2) == 0 ? item.Visit : null, "page", null), CancellationToken.None));
                break;
            case 1 or 2:
                await StatusAsync(item, person, revision, random);
                break;
            case 3 or 4:
                await EditAsync(item, person, revision ?? item.Revision, random);
                break;
            case 5 when item.SupplierRejection is { End: SupplierRejectionEnd.Corrected }:
                Log.Add($"{person} unlinks {Short(id)}");
                await world.Get<ICorrectionDesk>().UnlinkAsync(
                    WalkTenant.Id, id, item.SupplierRejection.By, new UnlinkRequest("page", null, random.Next(2) == 0), CancellationToken.None);
                break;
            case 5:
                var other = world.Items[random.Next(world.Items.Count)];
                Log.Add($"{person} links {Short(id)} for {Short(other)}");
                await world.Get<ICorrectionDesk>().LinkAsync(WalkTenant.Id, id, person, new CorrectionRequest(other, "page", null), CancellationToken.None);
                break;
            default:
                await DecideAsync(item, person, revision, random);
                break;
        }
    }

    private async Task DecideAsync(Item item, string person, int? revision, Random random)
    {
        var offer = await world.Get<IDecisionDesk>().OfferAsync(WalkTenant.Id, item, person, CancellationToken.None);
        var kinds = offer.Kinds.Count > 0 ? offer.Kinds : [DecisionKinds.Approve, DecisionKinds.Reject];
        var kind = kinds.Contains(DecisionKinds.Approve) && random.Next(3) == 0 ? DecisionKinds.Approve : kinds[random.Next(kinds.Count)];
        var to = kind switch
        {
            DecisionKinds.Forward => random.Next(5) == 0 ? "role:hv" : Somebody(random),
            DecisionKinds.RejectToSupplier => "rechnung@huber.example",
            DecisionKinds.Replace => world.Items[random.Next(world.Items.Count)],
            _ => null,
        };
        await NotedAsync(item.Id, $"{person} {kind} {to} at {revision}", comment => world.Get<IDecisionDesk>().DecideAsync(
            WalkTenant.Id, item.Id, person, new DecisionRequest(kind, comment, to, null, revision, "page", null)
            {
                Status = item.Route is not null && random.Next(5) == 0 ? "gut" : null,
                ConfirmsPosted = random.Next(2) == 0,
            }, CancellationToken.None));
    }

    private async Task StatusAsync(Item item, string person, int? revision, Random random)
    {
        var comment = $"#{++_said}";
        Log.Add($"{person} status {Short(item.Id)} {comment}");
        (bool? accepted, var at) = (null, Said.Count);
        Said.Add((item.Id, comment, null));
        var outcome = await world.Get<IDecisionDesk>().GiveStatusAsync(
            WalkTenant.Id, item.Id, person,
            new StatusRequest(random.Next(3) == 0 ? "frage" : "gut", comment, random.Next(2) == 0 ? null : random.Next(2) == 0, null, revision, "page", null),
            CancellationToken.None);
        Log.Add($"  {comment} {outcome.Result} moves: {outcome.Moves}");
        accepted = outcome is { Result: DecisionResult.Accepted, Moves: true } ? true
            : outcome.Earlier?.Comment == comment ? true : outcome.Result == DecisionResult.Accepted ? false : null;
        Said[at] = (item.Id, comment, accepted);
    }

    private async Task EditAsync(Item item, string person, int revision, Random random)
    {
        var edit = random.Next(4) switch
        {
            0 => new FieldEdit(One("orderNumber", random.Next(4) == 0 ? null : "A-1"), null, null, null, null, revision),
            1 => new FieldEdit(One("dueDate", Day(random.Next(-5, 25))), null, null, null, null, revision),
            2 => new FieldEdit(One("grossTotal", (random.Next(1, 90) * 100).ToString(CultureInfo.InvariantCulture)), null, null, null, null, revision)
            {
                Coding = random.Next(2) == 0 ? [new CodingLine("100", "4711", null, null, "10", null, null, null, null)] : null,
            },
            _ => new FieldEdit(new Dictionary<string, string?>(), null, "47", null, null, revision),
        };
        Log.Add($"{person} edits {Short(item.Id)} at {revision}");
        await world.Get<IDecisionDesk>().EditAsync(WalkTenant.Id, item.Id, person, edit, CancellationToken.None);
    }

    private async Task BulkAsync(Random random)
    {
        var chosen = new List<BulkItem>();
        foreach (var id in world.Items)
        {
            if (random.Next(2) == 0 && await SeenAsync(id) is { } item) chosen.Add(new BulkItem(id, Math.Max(1, item.Revision - random.Next(3))));
        }

        var (comment, person) = ($"#{++_said}", WalkTenant.People[random.Next(WalkTenant.People.Count)]);
        var request = new BulkRequest(
            random.Next(2) == 0 ? BulkAction.Forward : BulkAction.Reassign, chosen, Somebody(random), comment, "page", null);
        var at = Said.Count;
        Said.AddRange(chosen.Select(item => (item.Id, comment, (bool?)null)));
        var outcome = await world.Get<IBulkDesk>().RunAsync(WalkTenant.Id, person, request, CancellationToken.None);
        for (var i = 0; i < chosen.Count; i++)
        {
            var answer = outcome.Answers[i];
            Log.Add($"{person} bulk {request.Action} {Short(answer.Id)} {comment} {answer.Result}");
            var known = answer.Result == BulkResult.Done || answer.Earlier?.Comment == comment;
            Said[at + i] = (answer.Id, comment, known ? true : answer.Result == BulkResult.Failed ? null : false);
        }
    }

    private async Task AbsentAsync(Random random)
    {
        var today = world.Tenants.Find(WalkTenant.Id)!.Settings.DateAt(world.Time.GetUtcNow());
        var person = Somebody(random);
        var other = Somebody(random);
        if (person == other) return;
        Log.Add($"{person} is away for {other}");
        await world.Get<MasterData>().Absences(WalkTenant.Id).PutAsync(new Absence(person, today, today.AddDays(random.Next(0, 9)), other), CancellationToken.None);
    }

    /// <summary>Does what is decided with a comment, and notes what the desk answered.</summary>
    public async Task<DecisionOutcome> NotedAsync(string item, string what, Func<string, Task<DecisionOutcome>> decide)
    {
        var (comment, at) = ($"#{++_said}", Said.Count);
        Log.Add($"{Short(item)} {what} {comment}");
        Said.Add((item, comment, null));
        var outcome = await decide(comment);
        Log.Add($"  {comment} {outcome.Result} {outcome.Message}");
        Said[at] = (item, comment, outcome.Result == DecisionResult.Accepted || outcome.Earlier?.Comment == comment);
        return outcome;
    }

    private Task<Item?> SeenAsync(string id) => world.ItemAsync(id);

    private string Day(int days) => world.Time.GetUtcNow().AddDays(days).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static Dictionary<string, string?> One(string field, string? value) => new() { [field] = value };

    private static string Somebody(Random random) => WalkTenant.People[random.Next(7)];

    private static string Short(string id) => id.TrimStart('0');
}
