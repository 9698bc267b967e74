using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Serverless.Local.Engine;
using Serverless.Local.Home;
using Serverless.Local.Tests.Engine;
using Serverless.Workflows.Approval;
using Serverless.Workflows.Archive.Audit;
using Serverless.Workflows.Archive.Items;
using Serverless.Workflows.Durable.Execution;
using Serverless.Workflows.Intake;
using Serverless.Workflows.Orchestrations;
using Serverless.Workflows.Tenancy;
using Serverless.Workflows.Tenancy.Demo;
using Serverless.Workflows.Tenancy.Master;

namespace Serverless.Local.Tests.Home;

/// <summary>The local home on a folder of its own, with the demo tenant and a clock that moves only when told.</summary>
internal sealed partial class WalkHome : IAsyncDisposable
{
    public const string Tenant = DemoTenant.Id;
    public const string Clara = "clara.winter";
    public const string Anna = "anna.berger";
    public const string Jonas = "jonas.keller";
    public const string Helga = "helga.sommer";
    public const string Miriam = "miriam.vogel";

    private readonly string _folder = Directory.CreateTempSubdirectory("walk-").FullName;
    private LocalHome? _home;

    private WalkHome()
    {
    }

    /// <summary>It begins on Monday, 2 March 2026, at 9 o'clock in Berlin.</summary>
    public FakeClock Clock { get; } = new();

    public LocalHome Home => _home ?? throw new InvalidOperationException("The home is closed.");

    public EmbeddedEngine Engine => Home.Engine;

    public HomeFolder Folder => new(_folder);

    public CancellationToken Soon { get; } = new CancellationTokenSource(TimeSpan.FromMinutes(5)).Token;

    /// <summary>What is put in the place of services at the next opening.</summary>
    public Action<IServiceCollection>? Replace { get; set; }

    public StrictMode? Strict { get; set; }

    public ItemStarter Starter => Get<ItemStarter>();

    public static async Task<WalkHome> OpenAsync(
        Action<IServiceCollection>? replace = null, StrictMode? strict = null, Func<string, string>? tenant = null)
    {
        var home = new WalkHome { Replace = replace, Strict = strict };
        if (tenant is not null)
        {
            DemoTenant.WriteTo(home.Folder.Tenants);
            var file = Path.Combine(home.Folder.Tenants, Tenant, TenantFiles.FileName);
            var text = await File.ReadAllTextAsync(file);
            var changed = tenant(text);
            Assert.NotEqual(text, changed);
            await File.WriteAllTextAsync(file, changed);
        }

        await home.OpenAsync();
        return home;
    }

    public async Task OpenAsync()
    {
        _home = await LocalHome.OpenAsync(
            new LocalOptions(_folder, "http://127.0.0.1:8080", null, false, null), Clock, NullLoggerFactory.Instance, Replace,
            Strict, Soon);
        Clock.Moved = Engine.LookAtTheClock;
    }

    public async Task CloseAsync()
    {
        await Home.DisposeAsync();
        _home = null;
    }

    public T Get<T>()
        where T : notnull => Home.Services.GetRequiredService<T>();

    /// <summary>Delivers a mail that becomes one item.</summary>
    /// <returns>The item's id.</returns>
    public async Task<string> DeliverAsync(byte[] mail) => Assert.Single((await ReceiveAsync(mail)).Items).Id;

    public Task<IntakeResult> ReceiveAsync(byte[] mail) => Home.Web.Intake.ReceiveAsync(
        new Delivery(Tenant, "mail", "message/rfc822", null, new MemoryStream(mail)), Soon);

    public async Task<Item> ItemAsync(string id) => (await Home.Web.Items.GetAsync(Tenant, id, Soon))!;

    public async Task<IReadOnlyList<Visit>> VisitsAsync(string id) =>
        (await Home.Web.Items.HistoryAsync(Tenant, id, Soon)).Visits;

    /// <summary>Waits for a state of the item; meanwhile its timers come due one after the other where they may.</summary>
    public async Task<Item> UntilAsync(string id, Func<Item, bool> holds, bool letTimePass = false)
    {
        while (true)
        {
            var item = await ItemAsync(id);
            if (holds(item)) return item;
            if (Soon.IsCancellationRequested)
                Assert.Fail($"It did not come so far: {item.Stage}, {item.VisitState}, {item.Station?.Name}, {item.Operator?.Message}");
            if (letTimePass)
                await ToNextTimerAsync(ItemRun.InstanceOf(id, item.Epoch), async () => holds(await ItemAsync(id)));
            await Task.Delay(5);
        }
    }

    /// <summary>Waits until the person at that station was told, and the item's instance does nothing any more: what is
    /// written from then on it does not see by itself.</summary>
    public async Task<Item> AtAsync(string id, string station, bool letTimePass = false)
    {
        await UntilAsync(
            id, item => item.Station?.Name == station && item.Operator is null && item.VisitState == VisitState.Notified,
            letTimePass);
        await StandsAsync(id);
        return await ItemAsync(id);
    }

    /// <summary>Waits until no step of the item's instance is under way.</summary>
    public async Task StandsAsync(string id)
    {
        while (IsWorking((await Engine.ExportHistoryAsync(ItemRun.InstanceOf(id, (await ItemAsync(id)).Epoch), Soon))?.Events ?? []))
        {
            Soon.ThrowIfCancellationRequested();
            await Task.Delay(5);
        }
    }

    public Task<Item> EndAsync(string id) => UntilAsync(id, item => item.Stage == ItemStage.Ended);

    /// <summary>Moves the clock to when an instance that only waits is due, if it waits with a limit.</summary>
    /// <param name="isThere">Asked when that time is known; where it holds by then, the time would be one too late.</param>
    public async Task ToNextTimerAsync(string instance, Func<Task<bool>>? isThere = null)
    {
        if (await DueAsync(instance) is not { } due || (isThere is not null && await isThere())) return;
        var now = Clock.GetUtcNow();
        if (due > now) Clock.Advance(due - now);
        else Engine.LookAtTheClock();
    }

    /// <summary>Waits until the item's instance only waits, for a time that is still to come.</summary>
    /// <returns>That time.</returns>
    public async Task<DateTimeOffset> IdleAsync(string id)
    {
        while (true)
        {
            var item = await ItemAsync(id);
            if (await DueAsync(ItemRun.InstanceOf(id, item.Epoch)) is { } due && due > Clock.GetUtcNow()) return due;
            Soon.ThrowIfCancellationRequested();
            await Task.Delay(5);
        }
    }

    public Task<DecisionOutcome> DecideAsync(
        string id, string person, string decision, string? comment = null, string? to = null, int? visit = null,
        int? revision = null) => Home.Web.Decisions.DecideAsync(
            Tenant, id, person, new DecisionRequest(decision, comment, to, visit, revision, "page", null), Soon);

    /// <summary>Decides, and it must count.</summary>
    public async Task AcceptAsync(string id, string person, string decision, string? comment = null, string? to = null)
    {
        var outcome = await DecideAsync(id, person, decision, comment, to);
        Assert.True(outcome.Result == DecisionResult.Accepted, $"{outcome.Result}: {outcome.Message}");
    }

    /// <summary>Approves at each of these stations, by whoever has the item there.</summary>
    public async Task<Item> ApproveAsync(string id, params string[] stations)
    {
        foreach (var station in stations)
        {
            var item = await AtAsync(id, station);
            await AcceptAsync(id, item.Assignee!.User, DecisionKinds.Approve);
        }

        return await ItemAsync(id);
    }

    public Task AbsentAsync(string person, string substitute, int days = 3)
    {
        var today = DateOnly.FromDateTime(Clock.GetUtcNow().UtcDateTime);
        return Get<MasterData>().Absences(Tenant).PutAsync(new Absence(person, today, today.AddDays(days), substitute), Soon);
    }

    /// <summary>Makes a person of the demo tenant inactive.</summary>
    public void Leave(string person)
    {
        var mail = $"\"mail\": \"{person}@musterhaus.example\",";
        ChangeTenant(text => text.Replace(mail, mail + " \"active\": false,", StringComparison.Ordinal));
    }

    /// <summary>Changes the tenant's file on disk and has it read.</summary>
    /// <returns>The file as it was.</returns>
    public string ChangeTenant(Func<string, string> change)
    {
        var file = Path.Combine(Folder.Tenants, Tenant, TenantFiles.FileName);
        var text = File.ReadAllText(file);
        Assert.NotEqual(text, change(text));
        File.WriteAllText(file, change(text));
        Assert.DoesNotContain(Tenant, Get<TenantFiles>().Reload().Keys);
        return text;
    }

    /// <summary>The mails in the outbox, oldest first, as readable text.</summary>
    public IReadOnlyList<string> Mails() =>
    [
        .. Directory.EnumerateFiles(Folder.Outbox, "*.eml").Order(StringComparer.Ordinal).Select(file => Plain(File.ReadAllText(file))),
    ];

    /// <summary>What went to a person about an item.</summary>
    public int MailsTo(string person, string about) => Mails().Count(mail =>
        mail.Contains($"{person}@musterhaus.example", StringComparison.Ordinal)
        && WithoutLinks(mail).Contains(about, StringComparison.Ordinal));

    /// <summary>What a mail says; a link may hold any letters by chance, also those of a number that is looked for.</summary>
    public static string WithoutLinks(string mail) => SignedLink().Replace(mail, string.Empty);

    public async Task AssertTrailAsync(string id) =>
        Assert.Equal(new AuditVerdict(null, null), await Get<AuditTrail>().VerifyAsync(Tenant, id, Soon));

    public async ValueTask DisposeAsync()
    {
        if (_home is not null) await _home.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>Quoted-printable undone: links are whole.</summary>
    public static string Plain(string mail)
    {
        var joined = mail.Replace("=\r\n", string.Empty, StringComparison.Ordinal).Replace("=\n", string.Empty, StringComparison.Ordinal);
        var bytes = Escaped().Replace(joined, match => ((char)Convert.ToByte(match.Groups[1].Value, 16)).ToString());
        return Encoding.UTF8.GetString([.. bytes.SelectMany(c => c < 256 ? [(byte)c] : Encoding.UTF8.GetBytes([c]))]);
    }

    private async Task<DateTimeOffset?> DueAsync(string instance)
    {
        var history = await Engine.ExportHistoryAsync(instance, Soon);
        var events = history?.Events ?? [];
        if (IsWorking(events)) return null;
        var answered = Answered(events);
        return events.OfType<TimerCreated>().LastOrDefault() is { } timer && !answered.Contains(timer.Seq) ? timer.Due : null;
    }

    private static bool IsWorking(IReadOnlyList<HistoryEvent> events)
    {
        var answered = Answered(events);
        return events.OfType<ActivityScheduled>().Any(activity => !answered.Contains(activity.Seq));
    }

    private static HashSet<int> Answered(IReadOnlyList<HistoryEvent> events) =>
        [.. events.OfType<Answer>().Select(answer => answer.Seq)];

    [GeneratedRegex("/d/[A-Za-z0-9._~-]+")]
    private static partial Regex SignedLink();

    [GeneratedRegex("=([0-9A-F]{2})")]
    private static partial Regex Escaped();
}
