using System.Globalization;

namespace Serverless.Workflows.Intake.Mail;

/// <summary>Walks a message with all that is in it, counting against the limits.</summary>
internal sealed class MimeWalk(MailLimits limits)
{
    private ParsedMail? _outer;
    private int _parts;

    public MailLimits Limits { get; } = limits;

    /// <summary>Reads a message: the one delivered, or one inside it.</summary>
    public ParsedMail Message(ReadOnlyMemory<byte> message, string path, int depth)
    {
        if (message.Length > Limits.MaxBytes)
        {
            Refuse("mailTooLarge", string.Create(CultureInfo.GetCultureInfo("de-DE"),
                $"Die Mail ist größer als {Limits.MaxBytes / 1024.0 / 1024:0.#} MB. Bitte senden Sie die Dokumente in mehreren Mails."));
        }

        var headers = Headers(message.Span, out var bodyStart);
        var envelope = Envelope.From(headers);
        _outer ??= envelope;
        var content = new MessageContent(this);
        content.Visit(headers, message[bodyStart..], path, depth, Place.Text);
        return content.Complete(envelope);
    }

    /// <summary>The headers at the start of an entity.</summary>
    public MailHeaders Headers(ReadOnlySpan<byte> entity, out int bodyStart)
    {
        var headers = HeaderBlock.Read(entity, Limits.MaxHeaderBytes, out bodyStart);
        if (headers is null)
        {
            Refuse("headersTooLarge",
                "Die Kopfzeilen der Mail sind ungewöhnlich groß. Bitte senden Sie das Dokument in einer neuen Mail.");
        }

        return headers;
    }

    /// <summary>Counts a part at a depth.</summary>
    public void Count(int depth)
    {
        if (depth > Limits.MaxDepth)
        {
            Refuse("nestedTooDeep", string.Create(CultureInfo.InvariantCulture,
                $"In der Mail sind mehr als {Limits.MaxDepth} Ebenen ineinander verschachtelt. Bitte hängen Sie das Dokument direkt an eine neue Mail an."));
        }

        if (++_parts > Limits.MaxParts)
        {
            Refuse("tooManyParts", string.Create(CultureInfo.InvariantCulture,
                $"Die Mail besteht aus mehr als {Limits.MaxParts} Teilen. Bitte verteilen Sie die Dokumente auf mehrere Mails."));
        }
    }

    [System.Diagnostics.CodeAnalysis.DoesNotReturn]
    private void Refuse(string code, string text) =>
        throw new MailLimitException(code, text, _outer ?? ParsedMail.Empty);
}

/// <summary>What a part may be, by where it stands.</summary>
internal enum Place
{
    /// <summary>The text of the message, if there is none yet.</summary>
    Text,

    /// <summary>One of several forms of the same text.</summary>
    Alternative,

    /// <summary>Something the text refers to.</summary>
    Related,

    /// <summary>Beside a text that was found already.</summary>
    Beside,

    /// <summary>What a report is about, or a signature: never a document.</summary>
    Accessory,
}
