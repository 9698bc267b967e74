using System.Text.RegularExpressions;

namespace Serverless.Workflows.Archive.Documents;

/// <summary>What the parts of a document's place may look like. Every store checks here, so that nothing that a sender
/// wrote becomes a path.</summary>
public static partial class DocumentNames
{
    /// <summary>Whether a text is a SHA-256 as documents are named by it.</summary>
    public static bool IsHash(string text) => Hash().IsMatch(text);

    /// <summary>Refuses what is no tenant or archive class.</summary>
    /// <exception cref="ArgumentException">It is not <c>[a-z0-9][a-z0-9-]{0,63}</c>.</exception>
    public static string EnsureName(string text, string parameter) => Name().IsMatch(text)
        ? text
        : throw new ArgumentException(
            $"\"{text}\" is no name for a folder of documents; lower-case letters, digits and - are.", parameter);

    [GeneratedRegex(@"\A[0-9a-f]{64}\z")]
    private static partial Regex Hash();

    [GeneratedRegex(@"\A[a-z0-9][a-z0-9-]{0,63}\z")]
    private static partial Regex Name();
}
