namespace Serverless.Workflows.Extraction.Pdf;

/// <summary>Why a PDF cannot be read.</summary>
public enum PdfProblem
{
    /// <summary>There is no PDF header.</summary>
    NotAPdf,

    /// <summary>It is one, but broken beyond what a recovery finds.</summary>
    Damaged,

    /// <summary>It is encrypted and does not open with the empty password, or by a method that is not known.</summary>
    Encrypted,

    /// <summary>It needs more memory or time than <see cref="PdfLimits"/> allow.</summary>
    TooLarge,

    /// <summary>An embedded file is packed by a method that files are not packed with.</summary>
    Unsupported,
}

/// <summary>A PDF cannot be read. The only failure besides cancellation that reading a PDF ends with, whatever the
/// bytes are.</summary>
public sealed class PdfException(PdfProblem problem, string message, Exception? inner = null) : Exception(message, inner)
{
    public PdfProblem Problem { get; } = problem;

    internal static PdfException Damaged(string what) => new(PdfProblem.Damaged, "The PDF is damaged: " + what + ".");

    internal static PdfException TooLarge(string what) =>
        new(PdfProblem.TooLarge, "The PDF passes a limit: " + what + ".");
}
