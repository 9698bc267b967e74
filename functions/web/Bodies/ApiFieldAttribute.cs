namespace Serverless.Web.Bodies;

/// <summary>Describes a property of a JSON body: both the check of what comes in and the description of the API are made
/// of it.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class ApiFieldAttribute(string description) : Attribute
{
    /// <summary>The longest id that is looked up; mail addresses are among them.</summary>
    public const int LongestId = 300;

    /// <summary>What it means and when it is needed, German.</summary>
    public string Description { get; } = description;

    /// <summary>Whether the call is refused without it; else it may be left out or null.</summary>
    public bool Required { get; init; }

    /// <summary>The only values there are; null for any.</summary>
    public string[]? Values { get; init; }

    /// <summary>Whether it is an id, of at most <see cref="LongestId"/> characters.</summary>
    public bool IsId { get; init; }

    /// <summary>The most characters, for the description alone: the check of the text itself says more.</summary>
    public int MaxLength { get; init; }

    /// <summary>For numbers: the least.</summary>
    public int Minimum { get; init; }

    /// <summary>For lists: the most entries; one that is required has at least one.</summary>
    public int MaxItems { get; init; }
}
