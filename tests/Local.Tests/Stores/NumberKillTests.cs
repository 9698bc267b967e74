using System.Globalization;
using Serverless.Local.Stores;
using Serverless.Workflows.Posting;

namespace Serverless.Local.Tests.Stores;

/// <summary>A real process is killed again and again while it draws numbers.</summary>
public sealed class NumberKillTests
{
    private const int Kills = 12;

    [Fact]
    public async Task Numbers_have_no_gap_no_double_and_stay_with_their_owner()
    {
        using var folder = new TemporaryFolder();
        var random = new Random(23);
        for (var kill = 0; kill < Kills; kill++)
        {
            var given = random.Next(1, 60).ToString(CultureInfo.InvariantCulture);
            var later = random.Next(0, 3_000).ToString(CultureInfo.InvariantCulture);
            Assert.True(await SelfKill.EndsWorkerAsync("numbers", folder.Path, given, later));
        }

        Assert.False(await SelfKill.EndsWorkerAsync("numbers", folder.Path, "0", "0"));

        await using var records = new SqliteRecordStore(folder.File("records.db"));
        var drawn = await new NumberRanges(records).DrawnAsync("demo", "re", default);
        Assert.Equal(Enumerable.Range(1, NumberWorker.Owners), drawn.Select(number => (int)number.Number));
        Assert.Equal(NumberWorker.Owners, drawn.Select(number => number.Owner).Distinct().Count());

        // Whatever any of the processes was given, before or after a kill, is what the owner has now.
        var now = drawn.ToDictionary(number => number.Owner, number => number.Number);
        var notes = await File.ReadAllLinesAsync(folder.File("given"));
        Assert.True(notes.Length > NumberWorker.Owners, "no owner asked again after a kill");
        foreach (var parts in notes.Select(line => line.Split(' ')))
            Assert.Equal(now[parts[0]], long.Parse(parts[1], CultureInfo.InvariantCulture));
    }
}
