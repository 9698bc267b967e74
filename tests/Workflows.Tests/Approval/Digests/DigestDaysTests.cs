using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.Extensions.Logging.Abstractions;
using Moq;
using Serverless.Workflows.Approval;
using Serverless.Workflows.Approval.Digests;
using Serverless.Workflows.Approval.Links;
using Serverless.Workflows.Archive.Items;
using Serverless.Workflows.Archive.Lists;
using Serverless.Workflows.Durable;
using Serverless.Workflows.Intake;
using Serverless.Workflows.Orchestrations;
using Serverless.Workflows.Orchestrations.Steps;
using Serverless.Workflows.Routing.WorkingDays;
using Serverless.Workflows.Tenancy;
using Serverless.Workflows.Tenancy.Demo;
using Serverless.Workflows.Tenancy.Master;

namespace Serverless.Workflows.Tests.Approval.Digests;

/// <summary>Whatever happens to clocks, processes and instances: at most one digest per person and day, on its day.</summary>
public sealed class DigestDaysTests
{
    [Fact]
    public void There_is_never_more_than_one_a_day()
    {
        var sent = 0;
        Prop.ForAll(
            Gen.Choose(0, 100_000).ToArbitrary(),
            seed => sent += new World(new Random(seed)).RunAsync().GetAwaiter().GetResult())
            .Hold(40);
        Assert.True(sent > 40, $"Only {sent} were sent.");
    }

    /// <summary>A house with two workers, an engine that forgets, and a mail server that may die after it has sent.</summary>
    private sealed class World
    {
        private readonly Random _random;
        private readonly ManualTime _time = new();
        private readonly MemoryRecordStore _records = new();
        private readonly Dictionary<string, DigestRun> _instances = [];
        private readonly Dictionary<string, DateTimeOffset> _mails = [];
        private readonly Tenant _tenant;
        private readonly TenantFiles _tenants;
        private readonly ItemStore _items;
        private readonly SendDigestStep _step;
        private readonly Mock<IWorkflowClient> _engine = new();
        private DigestStarter[] _workers;

        public World(Random random)
        {
            _random = random;
            var folder = Directory.CreateTempSubdirectory("digest-").FullName;
            DemoTenant.WriteTo(folder);
            _tenants = new TenantFiles(folder);
            var at = $"{random.Next(24):00}:{random.Next(60):00}";
            var text = System.Text.Encoding.UTF8.GetString(DemoTenant.TenantFile)
                .Replace("\"roles\": [\"erfassung\"] }", $"\"roles\": [\"erfassung\"], \"digest\": \"{at}\" }}", StringComparison.Ordinal);
            Assert.Empty(_tenants.Replace("demo", System.Text.Encoding.UTF8.GetBytes(text)));
            Directory.Delete(folder, recursive: true);
            _tenant = _tenants.Find("demo")!;
            _items = new ItemStore(_records, new MemoryDocumentStore(), new PlainCursors(), _time);
            var set = KeySet.Create();
            var keys = Mock.Of<IKeySets>(k => k.For(It.IsAny<string>()) == set);
            var links = new VisitMail(keys, new PublicUrl("http://haus.example"), _time);
            var journal = new ItemJournal(_items, _records);
            var content = new DigestContent(_items, new MasterData(_records));
            var writer = new DigestWriter(content, journal, links, new PublicUrl("http://haus.example"));
            var outbox = new Mock<IOutbox>();
            outbox.Setup(o => o.SendAsync(It.IsAny<OutgoingMail>(), It.IsAny<CancellationToken>())).Callback((OutgoingMail mail, CancellationToken _) =>
            {
                if (_random.Next(4) == 0) throw new IOException("Nicht angenommen.");
                _mails.TryAdd(mail.Key, _time.GetUtcNow());
                if (_random.Next(3) == 0) throw new IOException("Angenommen, dann getötet.");
            }).Returns(Task.CompletedTask);
            _step = new SendDigestStep(_tenants, new DigestBook(_records), content, writer, journal, outbox.Object, _time);
            _engine.Setup(e => e.StartAsync("Digest", It.IsAny<string>(), It.IsAny<string>(), It.IsAny<CancellationToken>()))
                .ReturnsAsync((string _, string id, string input, CancellationToken _) =>
                    _instances.TryAdd(id, DurableJson.Deserialize<DigestRun>(input)) ? StartResult.Started : StartResult.AlreadyExists);
            _workers = [Worker(), Worker()];
        }

        /// <returns>How many were sent.</returns>
        public async Task<int> RunAsync()
        {
            await InsertAsync();
            for (var step = 0; step < 120; step++)
            {
                switch (_random.Next(8))
                {
                    case 0:
                        _time.Advance(TimeSpan.FromHours(_random.Next(1, 30)));
                        break;
                    case 1:
                        _workers = [Worker(), Worker()];
                        break;
                    case 2:
                        _instances.Clear();
                        break;
                    case 3 or 4:
                        foreach (var run in _instances.Values.ToList()) await TryAsync(run);
                        break;
                    default:
                        _time.Advance(TimeSpan.FromMinutes(_random.Next(1, 90)));
                        await _workers[_random.Next(2)].RunAsync(_tenant, _time.GetUtcNow(), CancellationToken.None);
                        break;
                }
            }

            var calendar = HolidayCalendar.For("DE", "BE");
            var days = _mails.Select(mail => (Day: _tenant.Settings.DateAt(mail.Value), mail.Value, mail.Key)).ToList();
            Assert.Equal(days.Count, days.Select(mail => mail.Day).Distinct().Count());
            Assert.All(days, mail =>
            {
                Assert.True(calendar.IsWorkingDay(mail.Day));
                Assert.Contains(mail.Day.ToString("yyyyMMdd", CultureInfo.InvariantCulture), mail.Key, StringComparison.Ordinal);
                Assert.True(mail.Value >= DigestTimes.On(_tenant.Settings, _tenant.Settings.Person("clara.winter")!, mail.Day));
            });
            return _mails.Count;
        }

        private async Task TryAsync(DigestRun run)
        {
            try
            {
                await _step.RunAsync(new ActivityContext("any", "any", CancellationToken.None), run);
            }
            catch (IOException)
            {
                // The engine tries again, at some time.
            }
            catch (ActivityFailureException late) when (late.Failure.Type == "DigestLate")
            {
                Assert.True(_tenant.Settings.DateAt(_time.GetUtcNow()) > run.Day);
            }
        }

        private DigestStarter Worker() => new(_engine.Object, NullLogger<DigestStarter>.Instance);

        private Task InsertAsync() => _items.InsertAsync(
            new ItemChange(
                TestItems.New(1) with
                {
                    Status = ItemStatus.Waiting,
                    Assignee = new AssigneeRef("clara.winter", "Station"),
                    Visit = 1,
                    VisitState = VisitState.Notified,
                },
                ItemChange.System, "received")
            {
                Rows = [VisitRows.Open(new Visit(1, 10, "Vorerfassung", "clara.winter", "Station", VisitPurposes.Station, _time.GetUtcNow(), [], null))],
            }, CancellationToken.None);
    }
}
