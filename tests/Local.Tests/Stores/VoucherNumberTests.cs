using System.Globalization;
using Serverless.Workflows.Approval;
using Serverless.Workflows.Tenancy.Demo;

namespace Serverless.Local.Tests.Stores;

/// <summary>Clerks who draw a voucher number at once, and a system that stops while one draws: an item has one number,
/// everybody is told it, and none is wasted.</summary>
public sealed class VoucherNumberTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(0, 0)]
    [InlineData(0, 1)]
    public async Task Two_clerks_at_once_draw_one_number_and_both_are_told_it(int first, int second)
    {
        const int Items = 40;
        await using var office = new VoucherOffice(_folder.Path);
        for (var n = 1; n <= Items; n++) await office.InsertAsync(n);

        await Parallel.ForAsync(1, Items + 1, async (n, _) =>
        {
            var id = VoucherOffice.Id(n);
            using var start = new Barrier(2);
            var outcomes = await Task.WhenAll(Draw("clara.winter", first), Draw("miriam.vogel", second));

            var item = await office.ReadAsync(id);
            Assert.NotNull(item.Cover.Number);
            Assert.Equal(item.Cover.Number, item.Cover.Properties["Umbuchungsbelegnummer"]);
            Assert.All(outcomes, outcome => Assert.Contains(item.Cover.Number, outcome.Message));
            Assert.All(outcomes, outcome => Assert.Equal(
                outcome.Result == DecisionResult.Accepted ? (item.Cover.Number, item.Cover.NumberRange) : (null, null),
                (outcome.Number, outcome.Range)));
            Assert.Equal(
                first == second ? 2 : 1, outcomes.Count(outcome => outcome.Result == DecisionResult.Accepted));
            Assert.Equal(1, await office.TimesNumberedAsync(id));

            Task<NumberOutcome> Draw(string person, int range) => Task.Factory.StartNew(() =>
            {
                start.SignalAndWait();
                return office.Desk().DrawAsync(DemoTenant.Id, id, person, new NumberRequest(VoucherOffice.Ranges[range]), default);
            }, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default).Unwrap();
        });

        await EveryNumberStandsOnItsItemAsync(office, Items);
    }

    [Fact]
    public async Task Who_chose_the_range_first_settles_it_however_late_they_draw()
    {
        await using var office = new VoucherOffice(_folder.Path);
        var item = await office.InsertAsync(1);
        using var clock = new HaltingClock();

        var slow = Task.Run(() => office.Desk(clock).DrawAsync(DemoTenant.Id, item.Id, "clara.winter", new NumberRequest(VoucherOffice.Ranges[1]), default));
        await clock.Reached;
        var another = await office.Desk().DrawAsync(DemoTenant.Id, item.Id, "anna.berger", new NumberRequest(VoucherOffice.Ranges[0]), default);
        var other = await office.Desk().DrawAsync(DemoTenant.Id, item.Id, "miriam.vogel", new NumberRequest(null), default);
        clock.GoOn();

        Assert.Equal("UB-WL-000001", other.Number);
        Assert.Equal("UB-WL-000001", (await slow).Number);
        Assert.Equal((DecisionResult.AlreadyDecided, null), (another.Result, another.Number));
        Assert.Contains("UB-WL-000001", another.Message);
        Assert.Equal(1, await office.TimesNumberedAsync(item.Id));
        await EveryNumberStandsOnItsItemAsync(office, 1);
    }

    [Fact]
    public async Task Who_is_no_longer_asked_when_the_number_is_drawn_is_told_so_and_it_stays_for_the_item()
    {
        await using var office = new VoucherOffice(_folder.Path);
        var item = await office.InsertAsync(1);
        using var clock = new HaltingClock();
        var slow = Task.Run(() => office.Desk(clock).DrawAsync(DemoTenant.Id, item.Id, "clara.winter", new NumberRequest(VoucherOffice.Ranges[1]), default));
        await clock.Reached;
        await office.PassOnAsync(item.Id);
        clock.GoOn();

        var late = await slow;
        Assert.Equal((DecisionResult.NotAllowed, null), (late.Result, late.Number));
        Assert.Contains("inzwischen weitergegeben", late.Message, StringComparison.Ordinal);
        Assert.Null((await office.ReadAsync(item.Id)).Cover.Number);
        Assert.Equal(0, await office.TimesNumberedAsync(item.Id));
        var next = await office.Desk().DrawAsync(DemoTenant.Id, item.Id, "anna.berger", new NumberRequest(null), default);
        Assert.Contains(next.Number!, late.Message, StringComparison.Ordinal);
        await EveryNumberStandsOnItsItemAsync(office, 1);
    }

    [Fact]
    public async Task Killed_after_any_of_its_writes_the_same_number_is_drawn_again()
    {
        var (items, between) = (0, 0);
        for (var killed = true; killed;)
        {
            var n = ++items;
            await using (var office = new VoucherOffice(_folder.Path)) await office.InsertAsync(n);
            killed = await DiesAsync(n, VoucherOffice.Ranges[1], n);

            await using var after = new VoucherOffice(_folder.Path);
            var item = await after.ReadAsync(VoucherOffice.Id(n));
            if (item.Cover.Number is null && (await after.DrawnAsync()).Any(drawn => drawn.Owner == item.Id)) between++;
        }

        Assert.True(between > 0, "no kill came between drawing a number and writing it to the item");
        await using var end = new VoucherOffice(_folder.Path);
        for (var n = 1; n <= items; n++)
        {
            // Also who asks for the other range now is told the number that was drawn before.
            var again = await end.Desk().DrawAsync(
                DemoTenant.Id, VoucherOffice.Id(n), "miriam.vogel", new NumberRequest(n % 2 == 0 ? null : VoucherOffice.Ranges[0]), default);
            Assert.Contains((await end.ReadAsync(VoucherOffice.Id(n))).Cover.Number!, again.Message);
        }

        await EveryNumberStandsOnItsItemAsync(end, items);
        foreach (var given in (await File.ReadAllLinesAsync(_folder.File("given"))).Select(line => line.Split(' ')))
            Assert.Equal((await end.ReadAsync(given[0])).Cover.Number, given[1]);
        for (var n = 1; n <= items; n++) Assert.Equal(1, await end.TimesNumberedAsync(VoucherOffice.Id(n)));
    }

    private Task<bool> DiesAsync(int item, string range, int write) => SelfKill.EndsWorkerAsync(
        "vouchers", _folder.Path, item.ToString(CultureInfo.InvariantCulture), range, write.ToString(CultureInfo.InvariantCulture));

    private static async Task EveryNumberStandsOnItsItemAsync(VoucherOffice office, int items)
    {
        var drawn = await office.DrawnAsync();
        Assert.Equal(items, drawn.Count);
        foreach (var range in drawn.GroupBy(number => number.Range))
            Assert.Equal(Enumerable.Range(1, range.Count()), range.Select(number => (int)number.Number));
        foreach (var number in drawn)
        {
            var cover = (await office.ReadAsync(number.Owner)).Cover;
            Assert.Equal((number.Text, number.Range), (cover.Number, cover.NumberRange));
        }
    }

    /// <summary>A clock that halts whoever reads it first.</summary>
    private sealed class HaltingClock : TimeProvider, IDisposable
    {
        private readonly TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly ManualResetEventSlim _goOn = new();

        public Task Reached => _reached.Task;

        public void GoOn() => _goOn.Set();

        public override DateTimeOffset GetUtcNow()
        {
            if (_reached.TrySetResult()) _goOn.Wait();
            return base.GetUtcNow();
        }

        public void Dispose() => _goOn.Dispose();
    }
}
