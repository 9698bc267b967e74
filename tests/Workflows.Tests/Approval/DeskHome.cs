using Microsoft.Extensions.Logging.Abstractions;
using Moq;
using Serverless.Workflows.Approval;
using Serverless.Workflows.Archive.Audit;
using Serverless.Workflows.Archive.Items;
using Serverless.Workflows.Archive.Lists;
using Serverless.Workflows.Durable;
using Serverless.Workflows.Extraction;
using Serverless.Workflows.Orchestrations;
using Serverless.Workflows.Orchestrations.Steps;
using Serverless.Workflows.Posting;
using Serverless.Workflows.Routing;
using Serverless.Workflows.Tenancy;
using Serverless.Workflows.Tenancy.Master;

namespace Serverless.Workflows.Tests.Approval;

/// <summary>A desk with a tenant of its own, on records in memory. Stations 10 to 40 are with clerk, hv (holder at property
/// 47), boss and clerk again.</summary>
internal sealed class DeskHome : IDisposable
{
    private const string TenantFile =
        """
        {
          "id": "haus",
          "settings": {
            "name": "Haus", "country": "DE", "mail": { "fromName": "Haus", "fromAddress": "post@haus.example" },
            "roles": [
              { "id": "hausverwalter", "name": "Hausverwalter" },
              { "id": "technik", "name": "Technik" },
              { "id": "alles", "name": "Alles", "permissions": ["mailForwardToNext", "mailForwardToPerson", "mailForwardToRoleHolder", "invoiceForwardToNext", "invoiceForwardToPerson", "invoiceForwardToRoleHolder", "operate"] },
              { "id": "nichts", "name": "Nichts", "permissions": ["readAll"] },
              { "id": "person", "name": "An Personen", "permissions": ["invoiceForwardToPerson"] },
              { "id": "post", "name": "Nur Post", "permissions": ["mailForwardToNext", "mailForwardToPerson", "mailForwardToRoleHolder"] }
            ],
            "people": [
              { "id": "clerk", "name": "Clara Kern", "mail": "clerk@haus.example", "roles": ["alles"] },
              { "id": "hv", "name": "Hanna Vogt", "mail": "hv@haus.example", "roles": ["alles"] },
              { "id": "hv2", "name": "Hugo Veit", "mail": "hv2@haus.example", "roles": ["hausverwalter"] },
              { "id": "boss", "name": "Bodo Sass", "mail": "boss@haus.example", "roles": ["alles"] },
              { "id": "bare", "name": "Berta Arend", "mail": "bare@haus.example" },
              { "id": "none", "name": "Nora Nein", "mail": "none@haus.example", "roles": ["nichts"] },
              { "id": "person", "name": "Paul Perl", "mail": "person@haus.example", "roles": ["person"] },
              { "id": "post", "name": "Pia Post", "mail": "post@haus.example", "roles": ["post"] },
              { "id": "left", "name": "Lars Links", "mail": "left@haus.example", "roles": ["alles"], "active": false }
            ],
            "clients": [{ "id": "weg", "name": "WEG", "kind": "ownersAssociation", "address": { "street": "Weg 1", "postCode": "12345", "city": "Ort" } }],
            "sources": [{ "id": "mail", "kind": "http", "name": "Postfach", "client": "weg" }],
            "routeSources": [{ "id": "r", "source": "mail", "routeKind": "invoice", "route": "r", "backupAssignee": "boss" }],
            "global": { "fallbackAssignee": "boss" }
          },
          "process": {
            "reviewStatuses": [
              { "id": "geprueft", "name": "Geprüft" },
              { "id": "rueckfrage", "name": "Rückfrage", "forward": false },
              { "id": "postalisch", "name": "Postalisch", "kind": "mail" }
            ],
            "rules": [{ "id": "immer", "name": "Immer", "kind": "invoice", "conditions": [{ "operator": "always" }] }],
            "actions": [{ "id": "automatik", "kind": "setReviewStatus", "name": "Automatik", "status": "geprueft" }],
            "routes": [{
              "id": "r", "name": "Rechnung", "kind": "invoice",
              "stations": [
                { "sequence": 10, "name": "Erfassung", "assignee": { "person": "clerk" } },
                { "sequence": 20, "name": "Prüfung", "assignee": { "role": "hausverwalter", "backup": "hv2" } },
                { "sequence": 30, "name": "Freigabe", "assignee": { "person": "boss" } },
                { "sequence": 40, "name": "Buchung", "assignee": { "person": "clerk" } }
              ]
            }]
          }
        }
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("desk-").FullName;
    private readonly MemoryRecordStore _records = new();
    private readonly ManualTime _time = new();
    private readonly TenantFiles _tenants;
    private readonly ItemStore _items;
    private readonly ProcessStore _processes;
    private readonly MasterData _master;
    private readonly Mock<IWorkflowClient> _engine = new();

    /// <summary>A desk; each change replaces a text of the tenant file.</summary>
    public DeskHome(params (string Old, string New)[] changes)
    {
        var file = TenantFile;
        foreach (var (old, @new) in changes)
        {
            Assert.Contains(old, file, StringComparison.Ordinal);
            file = file.Replace(old, @new, StringComparison.Ordinal);
        }

        Directory.CreateDirectory(Path.Combine(_folder, "haus"));
        File.WriteAllText(Path.Combine(_folder, "haus", TenantFiles.FileName), file);
        _tenants = new TenantFiles(_folder);
        Assert.Empty(_tenants.Reload().SelectMany(problems => problems.Value).Select(problem => problem.ToString()));
        _items = new ItemStore(_records, new MemoryDocumentStore(), new PlainCursors(), _time);
        Journal = new ItemJournal(_items, _records);
        _processes = new ProcessStore(_records);
        _master = new MasterData(_records);
        Desk = new DecisionDesk(
            Journal, _tenants, new DecisionCases(Journal, _tenants, _processes, _master, SupplierHouse.Posted(_records, _items, _time), _time),
            new FieldEditor(Journal, _master, new DuplicateIndex(_records, _items), _processes, new Serverless.Workflows.Posting.NumberRanges(_records), _time),
            new ItemStarter(_items, _engine.Object, NullLogger<ItemStarter>.Instance), _time);
    }

    public ItemJournal Journal { get; }

    public DecisionDesk Desk { get; }

    public int Woken => _engine.Invocations.Count;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    /// <summary>An item that waits for a person at a station; the stations before it were passed by whoever has them.</summary>
    /// <param name="skipped">They were skipped instead.</param>
    public async Task<Item> AtAsync(
        int sequence, string person, Func<Item, Item>? change = null, int number = 1, bool skipped = false)
    {
        await _master.Properties("haus").PutAsync(new Property
        {
            Number = "47",
            Name = "Lindenhof",
            Client = "weg",
            RoleHolders = new Dictionary<string, RoleHolder> { ["hausverwalter"] = new("hv", "hv2"), ["alles"] = new("left", "hv2"), ["technik"] = new("left", null) },
        }, CancellationToken.None);
        var tenant = _tenants.Find("haus")!;
        var version = await _processes.KeepAsync("haus", tenant.Process, CancellationToken.None);
        var before = tenant.Process.Routes[0].Stations.Where(station => station.Sequence < sequence && !skipped).ToList();
        var visits = before.Select((station, index) => new Visit(
            index + 1, station.Sequence, station.Name, station.Assignee!.Person ?? "hv", "Station", VisitPurposes.Station,
            _time.GetUtcNow(), [], null, "r")).ToList();
        var here = tenant.Process.Routes[0].Station(sequence)!;
        var last = new Visit(
            visits.Count + 1, sequence, here.Name, person, "Station", VisitPurposes.Station, _time.GetUtcNow(), [], null, "r");
        var item = TestItems.New(number) with
        {
            Tenant = "haus",
            Kind = "invoice",
            Stage = ItemStage.Walking,
            Status = ItemStatus.Waiting,
            Route = new RouteRef("r", version),
            Station = new StationRef(sequence, here.Name, _time.GetUtcNow()),
            Assignee = new AssigneeRef(person, "Station"),
            Cover = new CoverSheet { Property = "47" },
            Visit = last.Number,
            VisitState = VisitState.Notified,
        };
        var insert = await _items.InsertAsync(
            new ItemChange(change?.Invoke(item) ?? item, ItemChange.System, "received")
            {
                Rows =
                [
                    .. visits.Append(last).Select(VisitRows.Open),
                    .. visits.Select(visit => VisitRows.Decide(visit.Number, new Decision(
                        DecisionKinds.Approve, visit.Assignee, null, null, null, "page", null, visit.OpenedUtc, 0))),
                ],
            }, CancellationToken.None);
        return insert.Item;
    }

    /// <summary>Puts an order on record.</summary>
    public Task OrderAsync(string number, string property) => _master.PurchaseOrders("haus").PutAsync(
        new PurchaseOrder { Number = number, Supplier = "70001", Property = property }, CancellationToken.None);

    public async Task<Item> ItemAsync(Item item) => (await Journal.GetAsync(item.Tenant, item.Id, CancellationToken.None))!;

    public async Task<IReadOnlyList<Visit>> VisitsAsync(Item item) =>
        await Journal.VisitsAsync(await ItemAsync(item), CancellationToken.None);

    public Task<DecisionOutcome> DecideAsync(
        Item item, string person, string kind, string? to = null, string? comment = null, string? status = null,
        int? revision = null, int? visit = null) => Desk.DecideAsync(
            item.Tenant, item.Id, person, new DecisionRequest(kind, comment, to, visit, revision, "api", "10.0.0.7") { Status = status },
            CancellationToken.None);

    public Task<DecisionOutcome> GiveAsync(
        Item item, string person, string status, bool? forward = null, string? comment = null, int? revision = null) =>
        Desk.GiveStatusAsync(
            item.Tenant, item.Id, person, new StatusRequest(status, comment, forward, null, revision, "page", "10.0.0.7"),
            CancellationToken.None);

    public async Task<DecisionOffer> OfferAsync(Item item, string person) =>
        await Desk.OfferAsync(item.Tenant, await ItemAsync(item), person, CancellationToken.None);

    /// <summary>Changes the item's fields, as a person at the page would.</summary>
    public async Task EditAsync(Item item, string person, string field, string value) => Assert.Equal(
        DecisionResult.Accepted, (await EditAsync(item, person, field, value, (await ItemAsync(item)).Revision)).Result);

    /// <summary>The same on a revision that the person saw.</summary>
    public Task<DecisionOutcome> EditAsync(Item item, string person, string field, string value, int revision) => Desk.EditAsync(
        item.Tenant, item.Id, person,
        new FieldEdit(new Dictionary<string, string?> { [field] = value }, null, null, null, null, revision)
        {
            Via = "page",
            Address = "10.0.0.7",
        }, CancellationToken.None);

    /// <summary>Writes the item as a reminder does: nothing of it is shown.</summary>
    public Task MarkAsync(Item item) => Journal.ChangeAsync(
        item.Tenant, item.Id,
        now => new ItemChange(now with { Reminders = now.Reminders + 1, RemindUtc = _time.GetUtcNow() }, ItemChange.System, "reminded"),
        CancellationToken.None);

    public async Task<IReadOnlyList<AuditEntry>> TrailAsync(Item item)
    {
        var trail = new AuditTrail(_records, _time);
        Assert.Equal(new AuditVerdict(null, null), await trail.VerifyAsync(item.Tenant, item.Id, CancellationToken.None));
        return (await trail.ReadAsync(item.Tenant, item.Id, CancellationToken.None)).Entries;
    }

    public Task AbsentAsync(string person, string substitute)
    {
        var today = _tenants.Find("haus")!.Settings.DateAt(_time.GetUtcNow());
        return _master.Absences("haus").PutAsync(new Absence(person, today, today.AddDays(3), substitute), CancellationToken.None);
    }

    /// <summary>Carries out what was decided and opens the next visit.</summary>
    public async Task<Item> GoOnAsync(Item item)
    {
        var run = new ItemRun(item.Tenant, item.Id, 1, ItemRun.CurrentRevision);
        var context = new ActivityContext("test", "test", CancellationToken.None);
        var book = new PostingBook(_records, _time);
        await new ApplyStep(Journal, _tenants, book, new PostingReview(book, _time), SupplierHouse.Corrections(Journal, _items, _time), _time).RunAsync(context, run);
        await new DecideStep(
            Journal, _tenants, _processes, _master, new DuplicateIndex(_records, _items), SupplierHouse.Held(_records, _items),
            SupplierHouse.Corrections(Journal, _items, _time), _time).RunAsync(context, run);
        return await ItemAsync(item);
    }
}
