namespace Serverless.Workflows.Intake.Mail;

/// <summary>What a part of a message is there for.</summary>
public enum AttachmentPurpose
{
    /// <summary>A file that somebody attached.</summary>
    File,

    /// <summary>A picture of the text itself: a logo, a drawing in a signature.</summary>
    InlineImage,

    /// <summary>A digital signature or key.</summary>
    Signature,

    /// <summary>What mail programs add: reports, visiting cards, second texts, resource forks.</summary>
    Accessory,
}

/// <summary>A part of a message that is not its body. Its bytes are decoded on demand, so that a large message is in
/// memory once.</summary>
/// <param name="Name">As declared, without any folder; null where none is declared. Only ever shown.</param>
/// <param name="DeclaredType">As declared, lower case, such as <c>application/pdf</c>; often wrong.</param>
/// <param name="ContentId">Without angle brackets.</param>
/// <param name="Disposition"><c>attachment</c>, <c>inline</c> or null.</param>
/// <param name="Path">Where it lies: the numbers of the parts from the outside in, such as <c>2.1</c>.</param>
public sealed record MailAttachment(
    string? Name, string DeclaredType, string? ContentId, string? Disposition, string Path, AttachmentPurpose Purpose)
{
    internal ReadOnlyMemory<byte> Encoded { get; init; }

    internal string TransferEncoding { get; init; } = string.Empty;

    /// <summary>The bytes, decoded anew at each call. Never more than the message has.</summary>
    public ReadOnlyMemory<byte> Content() => Mail.TransferEncoding.Decode(Encoded, TransferEncoding);
}
