using System.Globalization;

namespace Serverless.Workflows.Intake.Mail;

/// <summary>Collects the text, the attachments and the inner messages of one message.</summary>
internal sealed class MessageContent(MimeWalk walk)
{
    private readonly List<MailAttachment> _attachments = [];
    private readonly List<ParsedMail> _forwarded = [];
    private string? _text;
    private string? _html;
    private bool _encrypted;

    /// <summary>The message, once every part was visited.</summary>
    public ParsedMail Complete(ParsedMail envelope) => envelope with
    {
        TextBody = _text,
        HtmlBody = _html,
        Attachments = _attachments.ConvertAll(MarkPictureOfText),
        Forwarded = _forwarded,
        IsEncrypted = envelope.IsEncrypted || _encrypted,
    };

    /// <summary>Takes a part, with all that is in it.</summary>
    public void Visit(
        MailHeaders headers, ReadOnlyMemory<byte> body, string path, int depth, Place place, bool inDigest = false)
    {
        walk.Count(depth);
        var part = MimePart.From(headers, body, path.Length == 0 ? "1" : path, inDigest);
        if (part.MediaType.StartsWith("multipart/", StringComparison.Ordinal))
            Multipart(part, path, depth, place);
        else if (part.IsMessage)
            _forwarded.Add(walk.Message(part.Content(), part.Path, depth + 1));
        else if (part.IsTnef && Tnef.TnefReader.Read(part.Content(), walk.Limits.MaxParts) is { } winmail)
            Winmail(winmail, part.Path, depth);
        else if (part.IsPkcs7)
            Pkcs7(part, path, depth, place);
        else if (!IsBody(part, place))
            _attachments.Add(part.ToAttachment(place));
    }

    private void Multipart(MimePart part, string path, int depth, Place place)
    {
        var parts = MultipartSplitter.Split(part.Body, part.Type["boundary"]?.TrimEnd(), walk.Limits.MaxParts);
        if (parts.Count == 0)
        {
            if (!part.Body.Span.Trim(" \t\r\n"u8).IsEmpty) IsBody(part with { MediaType = "text/plain" }, place);
            return;
        }

        _encrypted |= part.MediaType == "multipart/encrypted";
        var entities = parts.ConvertAll(bytes => (
            Headers: walk.Headers(bytes.Span, out var start), Body: bytes[start..]));
        var root = part.MediaType == "multipart/related" ? Root(part, entities.ConvertAll(entity => entity.Headers)) : 0;
        for (var index = 0; index < entities.Count; index++)
        {
            var inner = string.Create(CultureInfo.InvariantCulture, $"{index + 1}");
            Visit(entities[index].Headers, entities[index].Body, path.Length == 0 ? inner : path + "." + inner,
                depth + 1, PlaceOf(part.MediaType, index, root, place), part.MediaType == "multipart/digest");
        }
    }

    private Place PlaceOf(string multipart, int index, int root, Place place) => multipart switch
    {
        _ when place == Place.Accessory => Place.Accessory,
        "multipart/alternative" => place is Place.Text ? Place.Alternative : place,
        "multipart/related" => index == root ? place : Place.Related,
        "multipart/signed" or "multipart/report" => index == 0 ? place : Place.Accessory,
        "multipart/encrypted" or "multipart/appledouble" when index == 0 => Place.Accessory,
        "multipart/encrypted" => Place.Accessory,
        _ => place == Place.Text && _text is null && _html is null ? Place.Text : Place.Beside,
    };

    // RFC 2387: the part that "start" names, else the first; some writers put it elsewhere and only give its "type".
    private static int Root(MimePart related, List<MailHeaders> parts)
    {
        var start = related.Type["start"]?.Trim('<', '>', ' ');
        var found = start is null ? -1 : parts.FindIndex(headers => headers["Content-ID"]?.Trim('<', '>', ' ') == start);
        if (found < 0 && related.Type["type"] is { } type)
        {
            found = parts.FindIndex(headers => HeaderParameters.Parse(headers["Content-Type"] ?? string.Empty).Value
                .Equals(type.Trim(), StringComparison.OrdinalIgnoreCase));
        }

        return Math.Max(0, found);
    }

    private bool IsBody(MimePart part, Place place)
    {
        if (part.Disposition == "attachment" || place is not (Place.Text or Place.Alternative)) return false;
        var plain = part.MediaType == "text/plain";
        if (!plain && part.MediaType != "text/html") return false;
        var free = place == Place.Text ? _text is null && _html is null : (plain ? _text : _html) is null;
        if (!free) return false;
        if (plain) _text = part.Text(walk.Limits.MaxTextBytes);
        else _html = part.Text(walk.Limits.MaxTextBytes);
        return true;
    }

    private void Pkcs7(MimePart part, string path, int depth, Place place)
    {
        var signed = SignedContent.Unwrap(part.Content());
        if (signed is { } entity)
        {
            var headers = walk.Headers(entity.Span, out var start);
            Visit(headers, entity[start..], path, depth + 1, place);
            return;
        }

        _encrypted |= SignedContent.IsEncrypted(part.Content(), part.Type["smime-type"]);
        _attachments.Add(part.ToAttachment(Place.Accessory));
    }

    private void Winmail(Tnef.TnefContent content, string path, int depth)
    {
        if (_text is null && _html is null)
        {
            _text = content.Text;
            _html = content.Html;
        }

        var number = 0;
        foreach (var file in content.AllAttachments())
        {
            walk.Count(depth + 1);
            var inner = string.Create(CultureInfo.InvariantCulture, $"{path}.{++number}");
            if (MimePart.IsMessageFile(file.Name, file.Content))
            {
                _forwarded.Add(walk.Message(file.Content, inner, depth + 1));
                continue;
            }

            var picture = file.ContentId is not null && MimePart.IsPicture(file.MimeType, file.Name);
            _attachments.Add(new MailAttachment(
                MailNames.FileName(file.Name), file.MimeType ?? "application/octet-stream", file.ContentId, null, inner,
                picture ? AttachmentPurpose.InlineImage : AttachmentPurpose.File)
            { Encoded = file.Content });
        }
    }

    private MailAttachment MarkPictureOfText(MailAttachment attachment)
    {
        var referred = attachment is { Purpose: AttachmentPurpose.File, ContentId: { Length: > 0 } id }
            && MimePart.IsPicture(attachment.DeclaredType, attachment.Name)
            && _html?.Contains("cid:" + id, StringComparison.OrdinalIgnoreCase) == true;
        return referred ? attachment with { Purpose = AttachmentPurpose.InlineImage } : attachment;
    }
}
