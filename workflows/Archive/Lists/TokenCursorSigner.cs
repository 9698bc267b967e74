using Serverless.Workflows.Approval.Links;

namespace Serverless.Workflows.Archive.Lists;

/// <summary>Cursors as tokens under the tenant's key set, good for a week.</summary>
public sealed class TokenCursorSigner(IKeySets keys, TimeProvider time) : ICursorSigner
{
    private static readonly TimeSpan Life = TimeSpan.FromDays(7);

    /// <inheritdoc/>
    public string Sign(string tenant, string text) => TokenFormat.Sign(
        keys.For(tenant), new Token(TokenPurpose.Cursor, tenant, text, 0, string.Empty, time.GetUtcNow() + Life));

    /// <inheritdoc/>
    public string? Read(string tenant, string cursor) =>
        TokenFormat.Read(keys.For(tenant), cursor, tenant, TokenPurpose.Cursor, time.GetUtcNow()) is { IsValid: true } good
            ? good.Token!.Item
            : null;
}
