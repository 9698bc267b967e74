using System.Text.Json.Serialization;

namespace Serverless.Workflows.Orchestrations;

/// <summary>The whole input of an item's orchestration; everything else is in the item's record.</summary>
/// <param name="Epoch">Rises when the item is restarted; work of a lower epoch does nothing.</param>
/// <param name="Revision">The revision of the orchestration's code that started the instance.</param>
public sealed record ItemRun(string Tenant, string Item, int Epoch, int Revision)
{
    /// <summary>The revision that new instances start with.</summary>
    public const int CurrentRevision = 1;

    /// <summary>The id of the instance that runs the item in this epoch.</summary>
    [JsonIgnore]
    public string InstanceId => InstanceOf(Item, Epoch);

    /// <summary>The id of the instance that runs an item in an epoch.</summary>
    public static string InstanceOf(string item, int epoch) =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{item}-{epoch}");
}

/// <summary>What an item needs next, as its record says.</summary>
public enum StepKind
{
    /// <summary>The record is of a higher epoch, or gone: this instance has nothing to do any more.</summary>
    Obsolete,

    /// <summary>Read out the document.</summary>
    Extract,

    /// <summary>Match master data, draw the number, pin the route.</summary>
    FillCoverSheet,

    /// <summary>Find the next station and person, and open the visit.</summary>
    Decide,

    /// <summary>Tell the person.</summary>
    Notify,

    /// <summary>Wait for the decision until <see cref="ItemStep.Due"/>.</summary>
    Await,

    /// <summary>Remind the person, or look whether an item of which nobody is reminded any more is still in good hands.</summary>
    Remind,

    /// <summary>Tell somebody else that the item waits too long.</summary>
    Escalate,

    /// <summary>Look at the deadlines again, and set the times that follow from them.</summary>
    Schedule,

    /// <summary>Carry out what the person decided.</summary>
    Apply,

    /// <summary>Send the mail that rejects the invoice to its supplier.</summary>
    TellSupplier,

    /// <summary>Post to the next target that the route names.</summary>
    Post,

    /// <summary>Put the documents under retention and end the item.</summary>
    Archive,

    /// <summary>Nothing: the item has ended.</summary>
    Ended,

    /// <summary>Tell whoever rejected the invoice that its correction was linked by itself.</summary>
    TellLinked,
}

/// <summary>The next step of an item.</summary>
/// <param name="Due">For <see cref="StepKind.Await"/>: when to look again at the latest.</param>
public sealed record ItemStep(StepKind Kind, DateTimeOffset? Due = null);

/// <summary>A step that failed for good.</summary>
public sealed record FailedStep(ItemRun Run, StepKind Kind, string Type, string Message);

/// <summary>What an instance ends with.</summary>
public sealed record ItemEnd(StepKind Kind);

/// <summary>A wake-up. It has no content: the truth is in the record.</summary>
public sealed record Wake;
