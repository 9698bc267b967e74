using System.Text.Json.Serialization;

namespace Serverless.Workflows.Routing;

/// <summary>Something that an item lacks before it may go on.</summary>
/// <param name="Field">For <see cref="GapKind.Field"/>: which, by its name in the catalogue.</param>
/// <param name="Text">What to do, German, fit to be shown.</param>
public sealed record ForwardingGap(GapKind Kind, string? Field, string Text)
{
    private const string OnHold = "Der Vorgang ist angehalten: ";

    /// <summary>For <see cref="GapKind.Hold"/>: why it is held, as the rule says.</summary>
    [JsonIgnore]
    public string? Hold => Kind == GapKind.Hold ? Text[OnHold.Length..] : null;

    /// <summary>A rule holds the item.</summary>
    public static ForwardingGap Held(string why) => new(GapKind.Hold, null, OnHold + why);

    /// <summary>The person, or whoever they stand in for, must give a review status.</summary>
    public static ForwardingGap StatusMissing { get; } =
        new(GapKind.ReviewStatus, null, "Bitte vergeben Sie vor dem Weiterleiten einen Status.");
}

/// <summary>What is missing.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<GapKind>))]
public enum GapKind
{
    /// <summary>A rule holds the item until its condition is met no longer.</summary>
    [JsonStringEnumMemberName("hold")]
    Hold,

    /// <summary>A document.</summary>
    [JsonStringEnumMemberName("document")]
    Document,

    /// <summary>The value of a field.</summary>
    [JsonStringEnumMemberName("field")]
    Field,

    /// <summary>A review status.</summary>
    [JsonStringEnumMemberName("reviewStatus")]
    ReviewStatus,
}
