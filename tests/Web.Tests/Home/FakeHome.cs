using Microsoft.Extensions.Logging.Abstractions;
using Serverless.Web;
using Serverless.Web.Access;
using Serverless.Web.Checks;
using Serverless.Web.Datev;
using Serverless.Web.Tenants;
using Serverless.Workflows.Approval.Absences;
using Serverless.Workflows.Approval.Links;
using Serverless.Workflows.Approval.Suppliers;
using Serverless.Workflows.Archive.Items;
using Serverless.Workflows.Extraction;
using Serverless.Workflows.Intake;
using Serverless.Workflows.Routing;
using Serverless.Workflows.Tenancy;

namespace Serverless.Tests.Home;

/// <summary>A home in memory: one tenant with four people, another tenant, and whatever items a test puts in.</summary>
public sealed class FakeHome : ITenantDirectory, ICredentials, IKeySets, IMasterData, IDatevPackages, IOutbox, IInvoiceChecks
{
    public const string ApiToken = "api-demo";
    public const string PersonToken = "api-petra";
    public const string IngestToken = "ingest-demo";
    public const string OtherApiToken = "api-other";

    private static readonly HashSet<Permission> All = [
        Permission.ReadAll, Permission.DatevExport, Permission.Operate, Permission.InvoiceForwardToNext, Permission.Reassign,
    ];
    private readonly Dictionary<string, KeySet> _keys = new() { ["demo"] = KeySet.Create(), ["other"] = KeySet.Create() };

    public FakeHome()
    {
        Desk = new FakeDesk(this);
        Tenants["demo"] = new("demo", "Hausverwaltung Muster GmbH",
            [
                new("clara", "Clara Kern", "clara@muster.example", "de", true, "Vorerfassung", new HashSet<Permission>()),
                new("petra", "Petra Müller", "petra@muster.example", "de", true, "Verwalterin", All),
                new("john", "John Smith", "john@muster.example", "en", true, "Technik", All),
                new("gone", "Gerd Weg", "gone@muster.example", "de", false, null, All),
            ],
            [new("self", "Hausverwaltung Muster GmbH"), new("weg1", "WEG Lindenstraße 4")],
            ["Vorerfassung", "Sachliche Prüfung", "Freigabe", "Buchhaltung"], [new("mail"), new("small", 1000)], "eingang@muster.example");
        Tenants["other"] = new("other", "Andere GmbH",
            [new("petra", "Petra Anders", "petra@anders.example", "de", true, null, All)], [], [], [new("mail")], "post@anders.example");
    }

    public Dictionary<string, WebTenant> Tenants { get; } = [];

    public FakeBook Book { get; } = new();

    public FakeDesk Desk { get; }

    /// <summary>The route of every item; null leaves nothing out.</summary>
    public Route? Route { get; set; }

    public IReadOnlyList<Choice> Groups { get; set; } = [];

    public FakeCorrections Corrections { get; } = new();

    public FakeNumbers Numbers { get; } = new();

    public FakeDocuments Documents { get; } = new();

    public FakeIntake Intake { get; } = new();

    public FakeRoutes Routes { get; } = new();

    /// <summary>Further API tokens.</summary>
    public Dictionary<string, Caller> Callers { get; } = [];

    public MemoryRecordStore Records { get; } = new();

    /// <summary>The real desk, on the records and people of this home.</summary>
    public AbsenceDesk Absences => new(Records, SettingsOf, Clock);

    public List<OutgoingMail> Sent { get; } = [];

    public FakeClock Clock { get; } = new(new DateTimeOffset(2026, 5, 4, 8, 0, 0, TimeSpan.Zero));

    public IReadOnlyList<string> Ids => [.. Tenants.Keys];

    public WebServices Services => new()
    {
        Clock = Clock,
        Logging = NullLoggerFactory.Instance,
        Tenants = this,
        Credentials = this,
        Keys = this,
        Items = Book,
        Decisions = Desk,
        Bulk = new FakeBulk(this),
        Corrections = Corrections,
        Numbers = Numbers,
        Absences = Absences,
        Intake = Intake,
        Documents = Documents,
        Records = Records,
        Outbox = this,
        MasterData = this,
        Datev = this,
        Checks = this,
        Routes = Routes,
    };

    public WebTenant? Find(string id) => Tenants.GetValueOrDefault(id);

    public KeySet For(string tenant) => _keys[tenant];

    public ValueTask<IngestCaller?> IngestAsync(string token, CancellationToken cancellation) => new(token switch
    {
        IngestToken => new IngestCaller("demo", null),
        "ingest-only-small" => new IngestCaller("demo", new HashSet<string> { "small" }),
        _ => null,
    });

    public ValueTask<Caller?> ApiAsync(string token, CancellationToken cancellation) => new(token switch
    {
        ApiToken => new Caller("demo", null, All),
        PersonToken => new Caller("demo", "petra", All),
        "api-clara" => new Caller("demo", "clara", new HashSet<Permission>()),
        OtherApiToken => new Caller("other", null, All),
        _ => Callers.GetValueOrDefault(token),
    });

    public Task<ItemChoices> ChoicesAsync(string tenant, Item item, CancellationToken cancellation) => Task.FromResult(
        new ItemChoices([new("70001", "Elektro Blitz GmbH"), new("70002", "Grünpflege Nord")], [new("L4", "Lindenstraße 4")], [])
        {
            Damages = [new("S-1", "Rohrbruch")],
            Groups = Groups,
            Route = Route,
        });

    public Task<IReadOnlyDictionary<(string Kind, string Number), string>> NamesAsync(
        string tenant, IReadOnlyCollection<(string Kind, string Number)> numbers, CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyDictionary<(string, string), string>>(numbers.Where(one => one == ("property", "47"))
            .ToDictionary(one => one, _ => "Lindenhof"));

    public Task<DatevAnswer> ExportAsync(
        string tenant, IReadOnlyList<string> items, bool confirmed, Caller by, CancellationToken cancellation) => Task.FromResult(
        items.Contains(ExportedTwice) && !confirmed
            ? new DatevAnswer(null, null, []) { Duplicates = [new(ExportedTwice!, "other", "Ziegler, RE-1", PostedState.Exported)] }
            : items.All(id => Book.Find(tenant, id) is { Status: ItemStatus.Completed })
            ? new DatevAnswer("paket.zip", new MemoryStream("PK-zip"u8.ToArray()), [])
            : new DatevAnswer(null, null, [new(items[0], "Der Vorgang ist noch nicht abgeschlossen.")]));

    /// <summary>The item whose invoice was handed over as another one; null where there is none.</summary>
    public string? ExportedTwice { get; set; }

    public Task<IReadOnlyList<ExportedDuplicate>> ExportedAsync(Item item, CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyList<ExportedDuplicate>>(
            item.Id == ExportedTwice ? [new(item.Id, "other", "Ziegler, RE-1", PostedState.Exported)] : []);

    public Task SendAsync(OutgoingMail mail, CancellationToken cancellation)
    {
        lock (Sent)
        {
            Sent.Add(mail);
        }

        return Task.CompletedTask;
    }

    public async Task<IReadOnlyList<Check>> CheckAsync(Stream content, string contentType, CancellationToken cancellation)
    {
        using var reader = new StreamReader(content);
        return [new("TEST", Severity.Warning, await reader.ReadToEndAsync(cancellation), "/x")];
    }

    private Settings? SettingsOf(string tenant) => Tenants.GetValueOrDefault(tenant) is not { } known ? null : new Settings
    {
        Name = known.Name,
        Country = "DE",
        Mail = new() { FromName = known.Name, FromAddress = known.MailFrom },
        Roles = [.. known.People.Select(person => new Role { Id = person.Id, Name = person.Name, Permissions = [.. person.Permissions] })],
        People = [.. known.People.Select(person => new Person { Id = person.Id, Name = person.Name, Mail = person.Email!, Active = person.Active, Roles = [person.Id] })],
        Clients = [],
        Sources = [],
        RouteSources = [],
        Global = new() { FallbackAssignee = known.People[0].Id },
    };

    /// <summary>Gives a person of the tenant <c>demo</c> more permissions.</summary>
    public void Grant(string person, params Permission[] more)
    {
        var tenant = Tenants["demo"];
        Tenants["demo"] = tenant with
        {
            People = [.. tenant.People.Select(one => one.Id == person
                ? one with { Permissions = one.Permissions.Concat(more).ToHashSet() }
                : one)],
        };
    }

    /// <summary>The address of a signed link.</summary>
    public string Link(Item item, string person, int? visit = null, TimeSpan? life = null, string tenant = "demo") =>
        "/d/" + Sign(new(TokenPurpose.Decide, tenant, item.Id, visit ?? item.Visit, person,
            Clock.GetUtcNow() + (life ?? TimeSpan.FromDays(30))));

    /// <summary>Gives a tenant a new key and drops the old ones.</summary>
    public void RenewKeys(string tenant) =>
        _keys[tenant] = _keys[tenant].Ids.Aggregate(_keys[tenant].Rotate(), (keys, old) => keys.Drop(old));

    public string Sign(Token token) => TokenFormat.Sign(For(token.Tenant), token);

    /// <summary>The cookie of a signed-in person.</summary>
    public string Session(string person, string tenant = "demo") => "serverless-session="
        + Sign(new(TokenPurpose.Session, tenant, "", 0, person, Clock.GetUtcNow().AddHours(1)));
}

/// <summary>A clock that stands still until it is moved; its timers fire at once.</summary>
public sealed class FakeClock(DateTimeOffset now) : TimeProvider
{
    private DateTimeOffset _now = now;

    public override DateTimeOffset GetUtcNow() => _now;

    public void Move(TimeSpan by) => _now += by;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        System.CreateTimer(callback, state, dueTime == Timeout.InfiniteTimeSpan ? dueTime : TimeSpan.Zero, period);
}
