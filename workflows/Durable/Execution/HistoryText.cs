using System.Globalization;

namespace Serverless.Workflows.Durable.Execution;

/// <summary>Compares and names the events of a history for people.</summary>
internal static class HistoryText
{
    /// <summary>
    /// Whether the code asks for what the history has. Inputs, outputs and due times may differ: an item in flight
    /// goes on with the recorded ones.
    /// </summary>
    public static bool Same(CodeAction recorded, CodeAction asked) => (recorded, asked) switch
    {
        (ActivityScheduled a, ActivityScheduled b) => a.Seq == b.Seq && a.Name == b.Name,
        (TimerCreated a, TimerCreated b) => a.Seq == b.Seq,
        (ChildStarted a, ChildStarted b) => a.Seq == b.Seq && a.Name == b.Name && a.InstanceId == b.InstanceId,
        (Listening a, Listening b) => a.Seq == b.Seq && a.Name == b.Name,
        _ => recorded.GetType() == asked.GetType() && recorded is not NumberedAction,
    };

    public static RunStoppedException Mismatch(int at, HistoryEvent? recorded, HistoryEvent? asked) => new(
        RunStoppedException.NonDeterministic,
        string.Create(CultureInfo.InvariantCulture, $"The code no longer fits the history at event {at}: the history ")
        + (recorded is null ? "ends" : "has " + Describe(recorded)) + ", the code "
        + (asked is null ? "asks for nothing there" : "asks for " + Describe(asked))
        + ". Bring back the code it fits, or restart the item at its station.");

    public static string Describe(HistoryEvent happened) => happened switch
    {
        ActivityScheduled e => Text($"activity '{e.Name}' (no. {e.Seq})"),
        ActivityCompleted e => Text($"the result of activity no. {e.Seq}"),
        ActivityFailed e => Text($"the failure of activity no. {e.Seq}"),
        TimerCreated e => Text($"a timer (no. {e.Seq})"),
        TimerFired e => Text($"the firing of timer no. {e.Seq}"),
        ChildStarted e => Text($"sub-orchestration '{e.Name}' as '{e.InstanceId}' (no. {e.Seq})"),
        ChildCompleted e => Text($"the result of sub-orchestration no. {e.Seq}"),
        ChildFailed e => Text($"the failure of sub-orchestration no. {e.Seq}"),
        Listening e => Text($"listening for '{e.Name}' (no. {e.Seq})"),
        EventReceived e => Text($"event '{e.Name}' for listener no. {e.Seq}"),
        OrchestrationCompleted => "the end with an output",
        OrchestrationFailed e => Text($"the end with failure {e.Failure.Type}: {e.Failure.Message}"),
        ContinuedAsNew => "continue-as-new",
        StepStarted e => Text($"a step at {e.At:O}"),
        _ => happened.GetType().Name,
    };

    private static string Text(FormattableString text) => FormattableString.Invariant(text);
}
