namespace Serverless.Workflows.Intake.Mail.Tnef;

/// <summary>What a winmail.dat holds.</summary>
internal sealed record TnefContent(string? Text, string? Html, IReadOnlyList<TnefFile> Attachments)
{
    /// <summary>The files of this message and of the messages attached to it.</summary>
    public IEnumerable<TnefFile> AllAttachments() => Attachments.SelectMany(
        file => file.Message is null ? [file] : file.Message.AllAttachments());
}

/// <summary>A file in a winmail.dat, or a message attached to it.</summary>
internal sealed record TnefFile(
    string? Name, string? MimeType, string? ContentId, ReadOnlyMemory<byte> Content, TnefContent? Message);
