using Microsoft.Extensions.Logging.Abstractions;
using Moq;
using Serverless.Workflows.Approval;
using Serverless.Workflows.Approval.Absences;
using Serverless.Workflows.Archive.Audit;
using Serverless.Workflows.Archive.Records;
using Serverless.Workflows.Intake;
using Serverless.Workflows.Orchestrations;
using Serverless.Workflows.Tenancy;
using Serverless.Workflows.Tenancy.Demo;
using Serverless.Workflows.Tenancy.Import;
using Serverless.Workflows.Tenancy.Loading;
using Serverless.Workflows.Tenancy.Master;

namespace Serverless.Workflows.Tests.Approval;

public sealed class AbsenceDeskTests
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly AbsenceBy Clara = new("clara.winter", false, "page", "10.0.0.7");
    private static readonly AbsenceBy Boss = new("helga.sommer", true, "api", null);

    private readonly MemoryRecordStore _records = new();
    private readonly ManualTime _time = new();
    private readonly Tenant _tenant = TenantLoader.Load(DemoTenant.TenantFile).Tenant!;
    private readonly AbsenceDesk _desk;
    private readonly DateOnly _today;

    public AbsenceDeskTests()
    {
        _desk = new AbsenceDesk(_records, id => id == "demo" ? _tenant.Settings : null, _time);
        _today = _tenant.Settings.DateAt(_time.GetUtcNow());
    }

    [Fact]
    public async Task Entered_changed_ended_and_taken_away_and_every_step_is_on_record()
    {
        var entered = await _desk.EnterAsync("demo", Clara, Entry(0, 5, "anna.berger"), None);
        Assert.Equal(AbsenceResult.Done, entered.Result);
        var absence = entered.Known!.Absence;
        Assert.Equal(("clara.winter", 1), (absence.Person, absence.Revision));
        Assert.Equal([absence], await new MasterData(_records).AbsencesFromAsync("demo", _today, None));

        // The same again, as a button pressed twice says it.
        Assert.Equal(AbsenceResult.Unchanged, (await _desk.EnterAsync("demo", Clara, Entry(0, 5, "anna.berger"), None)).Result);

        var changed = await _desk.ChangeAsync("demo", Clara, absence.Key, 1, Entry(0, 9, "jonas.keller"), None);
        Assert.Equal((AbsenceResult.Done, absence.Key, 2), (changed.Result, changed.Known!.Absence.Key, changed.Known.Absence.Revision));
        _time.Advance(TimeSpan.FromDays(2));
        var ended = await _desk.EndAsync("demo", Clara, absence.Key, 2, None);
        Assert.Equal(_today.AddDays(1), ended.Known!.Absence.Until);
        Assert.Empty(await _desk.ListAsync("demo", null, None));
        Assert.Single(await _desk.ListAsync("demo", _today, None));

        var next = await _desk.EnterAsync("demo", Clara, Entry(20, 30, "anna.berger"), None);
        Assert.Equal(AbsenceResult.Done, (await _desk.RemoveAsync("demo", Boss, next.Known!.Absence.Key, 1, None)).Result);
        Assert.Empty(await _desk.ListAsync("demo", null, None));

        var history = await _desk.HistoryAsync("demo", "clara.winter", None);
        Assert.Equal(["entered", "changed", "ended", "entered", "removed"], history.Select(entry => entry.What));
        Assert.Equal(["clara.winter", "helga.sommer"], [history[0].By, history[^1].By]);
        Assert.Equal("10.0.0.7", history[0].Details["address"]);
        Assert.Equal(("anna.berger", "jonas.keller"), (history[1].Details["oldsubstitute"], history[1].Details["substitute"]));
        Assert.Empty(await _desk.HistoryAsync("demo", "anna.berger", None));
        Assert.Equal(new AuditVerdict(null, null), AuditVerifier.Verify("demo", "absences", new AuditRecord(
            history, new AuditHead(history.Count, history[^1].Hash))));
    }

    [Fact]
    public async Task Whoever_is_back_on_the_first_day_was_not_away()
    {
        var known = (await _desk.EnterAsync("demo", Clara, Entry(0, 5, "anna.berger"), None)).Known!;
        var ended = await _desk.EndAsync("demo", Clara, known.Absence.Key, 1, None);
        Assert.Equal((AbsenceResult.Done, null), (ended.Result, ended.Known));
        Assert.Empty(await _desk.ListAsync("demo", _today.AddYears(-1), None));
    }

    [Theory]
    [InlineData(3, 2, "anna.berger", AbsenceFaultKind.UntilBeforeFrom)]
    [InlineData(-9, -1, "anna.berger", AbsenceFaultKind.IsOver)]
    [InlineData(-400, 3, "anna.berger", AbsenceFaultKind.TooEarly)]
    [InlineData(3, 3650, "anna.berger", AbsenceFaultKind.TooLate)]
    [InlineData(3, 9, "clara.winter", AbsenceFaultKind.SubstituteIsSelf)]
    [InlineData(3, 9, "nobody", AbsenceFaultKind.SubstituteUnknown)]
    [InlineData(3, 9, null, AbsenceFaultKind.SubstituteMissing)]
    [InlineData(null, 9, "anna.berger", AbsenceFaultKind.FromMissing)]
    [InlineData(3, null, "anna.berger", AbsenceFaultKind.UntilMissing)]
    public async Task What_cannot_be_meant_is_refused(int? from, int? until, string? substitute, AbsenceFaultKind fault)
    {
        var outcome = await _desk.EnterAsync("demo", Clara, Entry(from, until, substitute), None);
        Assert.Equal(AbsenceResult.Invalid, outcome.Result);
        Assert.Equal([fault], outcome.Faults.Select(one => one.Kind));
        Assert.Empty(await _desk.ListAsync("demo", _today.AddYears(-2), None));
    }

    [Fact]
    public async Task Absences_of_one_person_do_not_overlap()
    {
        await _desk.EnterAsync("demo", Clara, Entry(10, 20, "anna.berger"), None);
        foreach (var (from, until) in new[] { (0, 10), (20, 25), (12, 14), (5, 30) })
        {
            var fault = Assert.Single((await _desk.EnterAsync("demo", Clara, Entry(from, until, "jonas.keller"), None)).Faults);
            Assert.Equal((AbsenceFaultKind.Overlaps, _today.AddDays(10)), (fault.Kind, fault.Other!.From));
        }

        Assert.Equal(AbsenceResult.Done, (await _desk.EnterAsync("demo", Clara, Entry(21, 25, "jonas.keller"), None)).Result);
        Assert.Equal(AbsenceResult.Done, (await _desk.EnterAsync("demo", Clara, Entry(5, 9, "jonas.keller"), None)).Result);
        var middle = (await _desk.ListAsync("demo", null, None)).Single(one => one.Absence.Until == _today.AddDays(20)).Absence;
        Assert.Equal(AbsenceResult.Invalid, (await _desk.ChangeAsync("demo", Clara, middle.Key, 1, Entry(9, 20, "anna.berger"), None)).Result);
        Assert.Equal(AbsenceResult.Done, (await _desk.ChangeAsync("demo", Clara, middle.Key, 1, Entry(11, 19, "anna.berger"), None)).Result);
    }

    [Fact]
    public async Task Only_who_may_enters_absences_of_others_and_others_learn_nothing()
    {
        var anna = new AbsenceBy("anna.berger", false, "page", null);
        Assert.Equal(AbsenceResult.NotAllowed,
            (await _desk.EnterAsync("demo", anna, Entry(0, 5, "jonas.keller") with { Person = "clara.winter" }, None)).Result);
        var known = (await _desk.EnterAsync("demo", Boss, Entry(0, 5, "anna.berger") with { Person = "clara.winter" }, None)).Known!;
        Assert.Equal("clara.winter", known.Absence.Person);
        var jonas = new AbsenceBy("jonas.keller", false, "page", null);
        Assert.Equal(AbsenceResult.NotFound, (await _desk.EndAsync("demo", jonas, known.Absence.Key, 1, None)).Result);
        Assert.Equal(AbsenceResult.NotAllowed, (await _desk.EndAsync("demo", anna, known.Absence.Key, 1, None)).Result);
        Assert.Equal(AbsenceResult.NotAllowed, (await _desk.ChangeAsync(
            "demo", Clara, known.Absence.Key, 1, Entry(0, 5, "jonas.keller") with { Person = "anna.berger" }, None)).Result);
        Assert.Equal(AbsenceResult.NotFound, (await _desk.EnterAsync("other", Boss, Entry(0, 5, "anna.berger"), None)).Result);
        var service = new AbsenceBy(null, true, "api", null);
        Assert.Equal([AbsenceFaultKind.PersonMissing],
            (await _desk.EnterAsync("demo", service, Entry(0, 5, "anna.berger"), None)).Faults.Select(fault => fault.Kind));
    }

    [Fact]
    public async Task What_has_begun_keeps_its_first_day_and_cannot_be_taken_away()
    {
        var absence = (await _desk.EnterAsync("demo", Clara, Entry(0, 9, "anna.berger"), None)).Known!.Absence;
        _time.Advance(TimeSpan.FromDays(4));
        Assert.Equal(AbsenceResult.HasBegun, (await _desk.RemoveAsync("demo", Clara, absence.Key, 1, None)).Result);
        Assert.Equal([AbsenceFaultKind.BeginStays],
            Faults(await _desk.ChangeAsync("demo", Clara, absence.Key, 1, Entry(1, 9, "anna.berger"), None)));
        Assert.Equal([AbsenceFaultKind.EndedEarlier],
            Faults(await _desk.ChangeAsync("demo", Clara, absence.Key, 1, Entry(0, 2, "anna.berger"), None)));
        Assert.Equal([AbsenceFaultKind.BeginStays],
            Faults(await _desk.ChangeAsync("demo", Boss, absence.Key, 1, Entry(0, 9, "anna.berger") with { Person = "jonas.keller" }, None)));
        Assert.Equal(AbsenceResult.Done, (await _desk.ChangeAsync("demo", Clara, absence.Key, 1, Entry(0, 3, "anna.berger"), None)).Result);
        var later = (await _desk.EnterAsync("demo", Clara, Entry(20, 30, "anna.berger"), None)).Known!.Absence;
        Assert.Equal(AbsenceResult.HasNotBegun, (await _desk.EndAsync("demo", Clara, later.Key, 1, None)).Result);

        static IEnumerable<AbsenceFaultKind> Faults(AbsenceOutcome outcome) => outcome.Faults.Select(fault => fault.Kind);
    }

    [Fact]
    public async Task A_change_of_something_that_was_changed_meanwhile_overwrites_nothing()
    {
        var absence = (await _desk.EnterAsync("demo", Clara, Entry(2, 9, "anna.berger"), None)).Known!.Absence;
        await _desk.ChangeAsync("demo", Boss, absence.Key, 1, Entry(2, 12, "anna.berger") with { Person = "clara.winter" }, None);
        var late = await _desk.ChangeAsync("demo", Clara, absence.Key, 1, Entry(2, 9, "jonas.keller"), None);
        Assert.Equal((AbsenceResult.Changed, 2, "anna.berger"), (late.Result, late.Known!.Absence.Revision, late.Known.Absence.Substitute));
        Assert.Equal(AbsenceResult.Changed, (await _desk.RemoveAsync("demo", Clara, absence.Key, 1, None)).Result);
        Assert.Equal(_today.AddDays(12), Assert.Single(await _desk.ListAsync("demo", null, None)).Absence.Until);
    }

    [Fact]
    public async Task Of_many_at_the_same_moment_one_wins_and_none_is_lost()
    {
        var same = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Task.Run(() =>
            _desk.EnterAsync("demo", Clara, Entry(i, 10 + i, "anna.berger"), None))));
        Assert.Single(same, outcome => outcome.Result == AbsenceResult.Done);
        string[] people = ["anna.berger", "jonas.keller", "stefan.brandt", "miriam.vogel"];
        var others = await Task.WhenAll(people.Select(person => Task.Run(() =>
            _desk.EnterAsync("demo", new AbsenceBy(person, false, "page", null), Entry(0, 10, "helga.sommer"), None))));
        Assert.All(others, outcome => Assert.Equal(AbsenceResult.Done, outcome.Result));
        Assert.Equal(5, (await _desk.ListAsync("demo", null, None)).Count);
        var history = await _desk.HistoryAsync("demo", null, None);
        Assert.Equal(Enumerable.Range(1, 5), history.Select(entry => entry.Sequence));
    }

    [Fact]
    public async Task A_substitute_who_is_away_is_told_of_with_who_gets_it()
    {
        var anna = new AbsenceBy("anna.berger", false, "page", null);
        await _desk.EnterAsync("demo", anna, Entry(3, 4, "jonas.keller"), None);
        var known = (await _desk.EnterAsync("demo", Clara, Entry(0, 9, "anna.berger"), None)).Known!;
        Assert.Equal(
            [new AbsenceWarning(AbsenceWarningKind.PassedOn, _today.AddDays(3), _today.AddDays(4), "jonas.keller")], known.Warnings);

        // Two who stand in for each other: nobody is there.
        await _desk.EnterAsync("demo", anna, Entry(6, 7, "clara.winter"), None);
        var list = await _desk.ListAsync("demo", null, None);
        Assert.Contains(new AbsenceWarning(AbsenceWarningKind.NobodyThere, _today.AddDays(6), _today.AddDays(7)),
            list.Single(one => one.Absence.Person == "clara.winter").Warnings);
        var hers = list.Single(one => one.Absence.From == _today.AddDays(6)).Warnings;
        Assert.Contains(new AbsenceWarning(AbsenceWarningKind.NobodyThere, _today.AddDays(6), _today.AddDays(7)), hers);
        Assert.Contains(new AbsenceWarning(AbsenceWarningKind.IsSubstitute, _today.AddDays(6), _today.AddDays(7)) { For = "clara.winter" }, hers);
    }

    [Fact]
    public async Task What_a_substitute_cannot_do_is_told_of()
    {
        var known = (await _desk.EnterAsync("demo", Boss, Entry(1, 5, "miriam.vogel"), None)).Known!;
        var warning = Assert.Single(known.Warnings);
        Assert.Equal((AbsenceWarningKind.LowerLimit, 20000m), (warning.Kind, warning.Limit));
    }

    [Fact]
    public async Task What_came_from_a_file_and_was_changed_does_not_come_back()
    {
        var folder = Directory.CreateTempSubdirectory("seed-").FullName;
        try
        {
            await File.WriteAllTextAsync(Path.Combine(folder, "abwesenheiten.csv"),
                $"Person;Von;Bis;Vertretung\nclara.winter;{_today.AddDays(2):dd.MM.yyyy};{_today.AddDays(9):dd.MM.yyyy};anna.berger\n"
                + $"jonas.keller;{_today.AddDays(2):dd.MM.yyyy};{_today.AddDays(9):dd.MM.yyyy};anna.berger\n");
            var seed = new MasterSeed(new MasterData(_records));
            Assert.Empty(await seed.LoadAsync(_tenant, folder, None));
            var found = await _desk.ListAsync("demo", null, None);
            var (mine, other) = (found.Single(one => one.Absence.Person == "clara.winter").Absence, found.Single(one => one.Absence.Person == "jonas.keller").Absence);
            Assert.Equal(0, mine.Revision);
            var changed = await _desk.ChangeAsync("demo", Clara, mine.Key, 0, Entry(2, 4, "anna.berger"), None);
            Assert.Equal((AbsenceResult.Done, mine.Key), (changed.Result, changed.Known!.Absence.Key));
            Assert.Equal(AbsenceResult.Done, (await _desk.RemoveAsync("demo", Boss, other.Key, 0, None)).Result);
            Assert.Empty(await seed.LoadAsync(_tenant, folder, None));
            Assert.Equal([changed.Known.Absence], (await _desk.ListAsync("demo", null, None)).Select(one => one.Absence));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task The_substitute_is_told_once_also_where_the_relay_is_away_for_a_while()
    {
        var (outbox, down) = (new List<OutgoingMail>(), true);
        var port = new Mock<IOutbox>();
        port.Setup(one => one.SendAsync(It.IsAny<OutgoingMail>(), It.IsAny<CancellationToken>())).Returns((OutgoingMail mail, CancellationToken _) =>
        {
            if (down) throw new IOException("The relay is away.");
            outbox.Add(mail);
            return Task.CompletedTask;
        });
        var notices = new AbsenceNotices(_records, port.Object, new PublicUrl("https://haus.example"), NullLogger<AbsenceNotices>.Instance);

        var absence = (await _desk.EnterAsync("demo", Clara, Entry(0, 5, "anna.berger"), None)).Known!.Absence;
        await TickAsync();
        Assert.Empty(outbox);
        down = false;
        await TickAsync();
        _time.Advance(TimeSpan.FromMinutes(6));
        await TickAsync();
        await TickAsync();
        var mail = Assert.Single(outbox);
        Assert.Equal("anna.berger@musterhaus.example", mail.ToAddress);
        Assert.Contains("Sie vertreten Clara Winter vom ", mail.Subject, StringComparison.Ordinal);
        Assert.Contains("https://haus.example/t/demo/inbox", mail.Text, StringComparison.Ordinal);

        // Another substitute: both are told.
        await _desk.ChangeAsync("demo", Boss, absence.Key, 1, Entry(0, 5, "jonas.keller") with { Person = "clara.winter" }, None);
        await TickAsync();
        Assert.Equal([("anna.berger@musterhaus.example", true), ("jonas.keller@musterhaus.example", false)],
            outbox.Skip(1).Select(one => (one.ToAddress, one.Subject.Contains("entfällt", StringComparison.Ordinal))).Order());
        await _desk.EndAsync("demo", Clara, absence.Key, 2, None);
        await TickAsync();
        Assert.Equal("Die Vertretung für Clara Winter entfällt", outbox[^1].Subject);
        Assert.Equal(4, outbox.Count);

        // Who enters it themselves knows.
        await _desk.EnterAsync("demo", Boss, Entry(20, 25, "helga.sommer") with { Person = "clara.winter" }, None);
        await TickAsync();
        Assert.Equal(4, outbox.Count);
        Assert.Equal(4, outbox.Select(one => one.Key).Distinct().Count());

        Task TickAsync() => notices.RunAsync(_tenant, _time.GetUtcNow(), None);
    }

    [Fact]
    public async Task A_thousand_absences_are_listed_quickly()
    {
        var people = Enumerable.Range(0, 200).Select(i => new Person { Id = $"p{i}", Name = $"P {i}", Mail = $"p{i}@haus.example" }).ToList();
        var settings = _tenant.Settings with { People = people };
        var table = new MasterData(_records).Absences("large");
        for (var i = 0; i < 1000; i++)
        {
            await table.PutAsync(new Absence($"p{i % 200}", _today.AddDays(i / 200 * 20), _today.AddDays((i / 200 * 20) + 12), $"p{(i * 7 + 1) % 200}"), None);
        }

        var desk = new AbsenceDesk(_records, _ => settings, _time);
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(5));
        Assert.Equal(1000, (await Task.Run(() => desk.ListAsync("large", null, None)).WaitAsync(patience.Token)).Count);
    }

    private AbsenceEntry Entry(int? from, int? until, string? substitute) =>
        new(null, from is { } first ? _today.AddDays(first) : null, until is { } last ? _today.AddDays(last) : null, substitute);
}
