using System.Text.Json.Serialization;
using Serverless.Workflows.Durable.Execution;

namespace Serverless.Local.Engine.Storage;

/// <summary>A message that waits on disk: an event (as <see cref="EventReceived"/> without a listener) or an answer.</summary>
internal sealed record StoredMessage(int Generation, HistoryEvent Happened);

/// <summary>A message's row.</summary>
/// <param name="Fresh">Whether the instance has not seen it, so that a restart must wake the instance.</param>
internal sealed record MessageRow(long Id, long Instance, bool Fresh, StoredMessage Body);

/// <summary>Work that no live generation's history leads to.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "is")]
[JsonDerivedType(typeof(ActivityWork), "activity")]
[JsonDerivedType(typeof(ChildWork), "child")]
internal abstract record Work
{
    /// <summary>The same for the same call.</summary>
    [JsonIgnore]
    public abstract string Key { get; }
}

/// <summary>One attempt of an activity.</summary>
internal sealed record ActivityWork(
    string Instance, long Row, int Generation, int Seq, string Name,
    [property: JsonConverter(typeof(RawJson))] string Input) : Work
{
    public override string Key => FormattableString.Invariant($"a/{Row}/{Generation}/{Seq}");
}

/// <summary>A child that is to be created.</summary>
internal sealed record ChildWork(
    string Instance, string Orchestration, [property: JsonConverter(typeof(RawJson))] string Input, ParentLink Parent)
    : Work
{
    public override string Key => FormattableString.Invariant($"c/{Parent.Row}/{Parent.Generation}/{Parent.Seq}");
}
