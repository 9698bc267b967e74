namespace Serverless.Workflows.Intake.Mail;

/// <summary>The headers of a message or part, in order, unfolded, with encoded words still encoded.</summary>
public sealed class MailHeaders(IReadOnlyList<KeyValuePair<string, string>> fields)
{
    public static MailHeaders None { get; } = new([]);

    public IReadOnlyList<KeyValuePair<string, string>> Fields { get; } = fields;

    /// <summary>The first of that name, or null.</summary>
    public string? this[string name] => All(name).FirstOrDefault();

    /// <summary>All of that name (the case of letters does not matter).</summary>
    public IEnumerable<string> All(string name) =>
        Fields.Where(field => field.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Select(field => field.Value);

    /// <summary>The first of that name with its encoded words decoded, or empty.</summary>
    public string Text(string name) => EncodedWords.Decode(this[name] ?? string.Empty).Trim();
}
