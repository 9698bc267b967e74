using System.Globalization;

namespace Serverless.Workflows.Posting;

/// <summary>
/// The business key of one posting: what is done once and never twice. It is the same across retries, restarts and
/// homes; <paramref name="N"/> grows only when a person decides to do it again.
/// </summary>
/// <param name="Target">The connector's id in the tenant file.</param>
/// <param name="Purpose">What is posted there, for example <c>invoice</c>.</param>
/// <param name="N">From 1 to 9999.</param>
public sealed record PostingKey(string Tenant, string Item, string Target, string Purpose, int N)
{
    /// <summary>As text: <c>tenant/item/target/purpose/n</c>. Targets get it like this.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Tenant}/{Item}/{Target}/{Purpose}/{N}");

    /// <summary>The key in a text.</summary>
    /// <exception cref="FormatException">It is no such key.</exception>
    public static PostingKey Parse(string text)
    {
        var key = text.Split('/') is [var tenant, var item, var target, var purpose, var n]
            && int.TryParse(n, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                ? new PostingKey(tenant, item, target, purpose, number)
                : null;
        return key?.Problem() is null && key?.ToString() == text
            ? key
            : throw new FormatException($"\"{text}\" is no posting's key (tenant/item/target/purpose/n).");
    }

    /// <summary>Refuses a key that could be taken for another.</summary>
    /// <exception cref="ArgumentException">A part is empty or has a slash, or <see cref="N"/> is out of range.</exception>
    public void Ensure()
    {
        if (Problem() is { } problem) throw new ArgumentException(problem);
    }

    private string? Problem()
    {
        foreach (var part in (ReadOnlySpan<string>)[Tenant, Item, Target, Purpose])
        {
            if (string.IsNullOrEmpty(part) || part.Contains('/', StringComparison.Ordinal))
                return $"\"{part}\" cannot be part of a posting's key: it is empty or has a slash.";
        }

        return N is < 1 or > 9999 ? $"A posting is counted from 1 to 9999, not {N}." : null;
    }
}
