using Serverless.Workflows.Archive.Lists;

namespace Serverless.Tests;

/// <summary>Cursors that a test can read.</summary>
public sealed class PlainCursors : ICursorSigner
{
    public string Sign(string tenant, string text) => $"{tenant}:{text}";

    public string? Read(string tenant, string cursor) =>
        cursor.StartsWith($"{tenant}:", StringComparison.Ordinal) ? cursor[(tenant.Length + 1)..] : null;
}
