using Serverless.Workflows.Posting;
using Serverless.Workflows.Tenancy;

namespace Serverless.Workflows.Tests.Posting;

public sealed class NumberRangesTests
{
    private static readonly NumberRange Range = new()
    {
        Id = "re",
        Name = "Rechnungseingang",
        Client = "weg",
        Prefix = "RE-",
        Digits = 4,
    };

    private static readonly DateOnly Today = new(2026, 12, 31);
    private readonly NumberRanges _ranges = new(new MemoryRecordStore());

    private static CancellationToken None => CancellationToken.None;

    [Fact]
    public async Task An_owner_has_one_number()
    {
        Assert.Equal("RE-0001", (await DrawAsync("a")).Text);
        Assert.Equal("RE-0002", (await DrawAsync("b")).Text);
        Assert.Equal(new DrawnNumber("re", null, 1, "RE-0001", "a"), await DrawAsync("a"));
        Assert.Equal("RE-0003", (await DrawAsync("c")).Text);
        Assert.Equal(["a", "b", "c"], (await _ranges.DrawnAsync("demo", "re", None)).Select(drawn => drawn.Owner));
    }

    [Fact]
    public async Task Many_at_once_leave_no_gap_and_no_double()
    {
        var drawn = await Task.WhenAll(Enumerable.Range(0, 120).Select(i => Task.Run(() => DrawAsync($"{i / 2}"))));
        Assert.Equal(Enumerable.Range(1, 60), drawn.Select(number => (int)number.Number).Distinct().Order());
        Assert.All(drawn.GroupBy(number => number.Owner), owner => Assert.Single(owner.Distinct()));
    }

    [Fact]
    public async Task A_range_per_year_begins_anew_and_an_owner_keeps_its_number()
    {
        var perYear = Range with { PerYear = true };
        Assert.Equal("RE-2026-0001", (await _ranges.DrawAsync("demo", perYear, "a", Today, None)).Text);
        Assert.Equal("RE-2026-0002", (await _ranges.DrawAsync("demo", perYear, "b", Today, None)).Text);
        Assert.Equal("RE-2027-0001", (await _ranges.DrawAsync("demo", perYear, "c", Today.AddDays(1), None)).Text);
        Assert.Equal("RE-2026-0002", (await _ranges.DrawAsync("demo", perYear, "b", Today.AddDays(1), None)).Text);
    }

    [Fact]
    public async Task Tenants_and_ranges_count_for_themselves()
    {
        await DrawAsync("a");
        Assert.Equal(1, (await _ranges.DrawAsync("other", Range, "a", Today, None)).Number);
        Assert.Equal(1, (await _ranges.DrawAsync("demo", Range with { Id = "other" }, "a", Today, None)).Number);
    }

    [Fact]
    public async Task The_first_number_may_be_raised_and_never_lowered()
    {
        Assert.Equal(500, (await _ranges.DrawAsync("demo", Range with { First = 500 }, "a", Today, None)).Number);
        Assert.Equal(501, (await _ranges.DrawAsync("demo", Range with { First = 1 }, "b", Today, None)).Number);
        Assert.Equal(900, (await _ranges.DrawAsync("demo", Range with { First = 900 }, "c", Today, None)).Number);
    }

    [Fact]
    public async Task A_range_that_is_used_up_says_so()
    {
        var last = Range with { First = 999_999_999_999 };
        Assert.Equal(last.First, (await _ranges.DrawAsync("demo", last, "a", Today, None)).Number);
        await Assert.ThrowsAsync<InvalidOperationException>(() => _ranges.DrawAsync("demo", last, "b", Today, None));
    }

    private Task<DrawnNumber> DrawAsync(string owner) => _ranges.DrawAsync("demo", Range, owner, Today, None);
}
