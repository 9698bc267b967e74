using Serverless.Web.Access;

namespace Serverless.Web.Datev;

/// <summary>Makes DATEV document packages.</summary>
public interface IDatevPackages
{
    /// <summary>A package of the items, or every reason why there is none.</summary>
    Task<DatevAnswer> ExportAsync(
        string tenant, IReadOnlyList<string> items, Caller by, CancellationToken cancellation);
}

/// <summary>A package or reasons, never both.</summary>
/// <param name="Content">The ZIP; whoever gets it disposes it.</param>
public sealed record DatevAnswer(string? FileName, Stream? Content, IReadOnlyList<DatevProblem> Problems);

/// <summary>Why an item cannot go into a package, for a person.</summary>
public sealed record DatevProblem(string Item, string Text);
