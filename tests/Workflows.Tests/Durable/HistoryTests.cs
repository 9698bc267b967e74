using Serverless.Workflows.Durable;
using Serverless.Workflows.Durable.Execution;
using Serverless.Workflows.Orchestrations;
using Serverless.Workflows.Tests.Durable.Pure;

namespace Serverless.Workflows.Tests.Durable;

/// <summary>
/// The recorded histories must replay against the code of the day; where one does not, items in flight would stop.
/// A new one comes from the engine's ExportHistoryAsync (or, for the walk below, from a run with RECORD_HISTORIES=1), saved to
/// <c>Histories/</c>; an old one goes only when no item can be
/// there any more.
/// </summary>
public sealed class HistoryTests
{
    private static string Folder => Path.Combine(TestData.Root, "tests", "Workflows.Tests", "Durable", "Histories");

    public static TheoryData<string> Recorded() =>
        new(Directory.EnumerateFiles(Folder, "*.json").Select(file => Path.GetFileName(file)!).Order(StringComparer.Ordinal));

    private static Catalogue Today() => new Catalogue()
        .Add(ItemSteps.Item, () => new ItemOrchestration())
        .Add(DigestSteps.Digest, () => new DigestOrchestration())
        .Add(new OrchestrationName<int, string>("pure"), () => new PureOrchestration());

    [Theory]
    [MemberData(nameof(Recorded))]
    public void A_recorded_history_fits_the_code_of_the_day(string file) =>
        Replayer.Replay(Today(), RecordedHistory.Parse(File.ReadAllText(Path.Combine(Folder, file))));

    [Theory]
    [MemberData(nameof(Recorded))]
    public void A_history_in_which_an_activity_has_another_name_does_not_fit(string file)
    {
        var history = RecordedHistory.Parse(File.ReadAllText(Path.Combine(Folder, file)));
        var changed = history.Events.Select(e => e is ActivityScheduled a ? a with { Name = a.Name + "2" } : e).ToArray();
        var differs = Assert.Throws<RunStoppedException>(
            () => Replayer.Replay(Today(), history with { Events = changed }));
        Assert.Equal(RunStoppedException.NonDeterministic, differs.Failure.Type);
    }

    [Fact]
    public void An_item_walks_from_its_receipt_to_its_next_generation()
    {
        var input = new ItemRun("demo", "0123456789abcdef0123456789abcdef", 1, ItemRun.CurrentRevision);
        var run = new ScriptedRun(Today(), ItemSteps.Item.Value, input.InstanceId, DurableJson.Serialize(input));
        void Next(string activity, StepKind next, DateTimeOffset? due = null) => run.Answer(activity, new ItemStep(next, due));
        Next("Look", StepKind.Extract);
        run.Fail("Extract", new ActivityFailure("Busy", "later"));
        run.Later(TimeSpan.FromSeconds(3));
        Next("Extract", StepKind.FillCoverSheet);
        Next("FillCoverSheet", StepKind.Decide);
        Next("Decide", StepKind.Notify);
        Next("Notify", StepKind.Await, run.Now.AddDays(3));
        run.Later(TimeSpan.FromDays(3));
        Next("Look", StepKind.Remind);
        run.Raise(ItemSteps.DecidedEvent, "{}");
        Next("Remind", StepKind.Await, run.Now.AddDays(1));
        Next("Look", StepKind.Apply);
        Next("Apply", StepKind.Decide);
        Assert.IsType<ContinuedAsNew>(run.Run.End);
        Replayer.Replay(Today(), run.History);
        if (Environment.GetEnvironmentVariable("RECORD_HISTORIES") == "1")
            File.WriteAllText(Path.Combine(Folder, "item-one-station.json"), run.History.ToJson() + "\n");
    }
}
