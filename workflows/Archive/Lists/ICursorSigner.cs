namespace Serverless.Workflows.Archive.Lists;

/// <summary>Signs the cursors of lists under the tenant's keys, so that nobody makes up one.</summary>
public interface ICursorSigner
{
    /// <summary>The opaque cursor that carries a text of at most 500 ASCII characters.</summary>
    string Sign(string tenant, string text);

    /// <summary>The text of a cursor that was signed for this tenant; null for any other.</summary>
    string? Read(string tenant, string cursor);
}

/// <summary>A cursor was not made for this list. The message is German and fit to be shown.</summary>
public sealed class InvalidCursorException() : FormatException(
    "Diese Seite der Liste lässt sich nicht öffnen: Der Verweis passt nicht zu den Filtern oder ist nicht mehr gültig. "
    + "Bitte laden Sie die Liste von vorn.");
