namespace Serverless.Web.Problems;

/// <summary>A kind of problem that the API answers with.</summary>
/// <param name="Code">The last part of its <c>type</c>.</param>
/// <param name="Status">The HTTP status that goes with it.</param>
/// <param name="Title">German, the same each time.</param>
/// <param name="Meaning">When it comes and what to do, German; for the documentation.</param>
internal sealed record ProblemType(string Code, int Status, string Title, string Meaning)
{
    /// <summary>What the <c>type</c> of every problem begins with.</summary>
    public const string Prefix = "urn:serverless:problem:";

    public string Uri => Prefix + Code;
}
