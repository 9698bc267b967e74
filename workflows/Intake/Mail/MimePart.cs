namespace Serverless.Workflows.Intake.Mail;

/// <summary>A part with what its headers declare.</summary>
internal sealed record MimePart(
    string MediaType, HeaderParameters Type, string? Disposition, string? Name, string? ContentId, string Encoding,
    ReadOnlyMemory<byte> Body, string Path)
{
    private static readonly HashSet<string> Signatures =
        ["application/pkcs7-signature", "application/x-pkcs7-signature", "application/pgp-signature"];

    private static readonly HashSet<string> Accessories =
    [
        "text/vcard", "text/x-vcard", "text/directory", "text/calendar", "text/rfc822-headers", "application/applefile",
        "application/pgp-keys", "application/pgp-encrypted",
    ];

    private static readonly HashSet<string> PictureEndings = new(StringComparer.OrdinalIgnoreCase)
    { ".png", ".gif", ".jpg", ".jpeg", ".bmp", ".svg", ".webp", ".emz", ".wmz", ".tif", ".tiff", ".ico" };

    public bool IsMessage => MediaType is "message/rfc822" or "message/global" or "message/news"
        || (IsMessageName(Name) && MimeReader.LooksLikeMessage(Content()));

    public bool IsTnef => MediaType is "application/ms-tnef" or "application/vnd.ms-tnef"
        || string.Equals(Name, "winmail.dat", StringComparison.OrdinalIgnoreCase);

    public bool IsPkcs7 => MediaType is "application/pkcs7-mime" or "application/x-pkcs7-mime"
        || Name?.EndsWith(".p7m", StringComparison.OrdinalIgnoreCase) == true;

    public static MimePart From(MailHeaders headers, ReadOnlyMemory<byte> body, string path, bool inDigest)
    {
        var type = HeaderParameters.Parse(
            headers["Content-Type"] ?? (inDigest ? "message/rfc822" : "text/plain"));
        var disposition = HeaderParameters.Parse(headers["Content-Disposition"] ?? string.Empty);
        var encoding = headers["Content-Transfer-Encoding"] ?? string.Empty;
        return new MimePart(
            MediaTypeOf(type),
            type,
            disposition.Value.Length == 0 ? null : disposition.Value,
            MailNames.FileName(disposition["filename"] ?? type["name"]),
            headers["Content-ID"]?.Trim('<', '>', ' '),
            encoding.Split(';', '(')[0].Trim().Trim('"').ToLowerInvariant(),
            body,
            path);
    }

    /// <summary>A file that is a message, whatever its declared type.</summary>
    public static bool IsMessageFile(string? name, ReadOnlyMemory<byte> content) =>
        IsMessageName(name) && MimeReader.LooksLikeMessage(content);

    /// <summary>Whether a type or name says picture.</summary>
    public static bool IsPicture(string? mediaType, string? name) =>
        mediaType?.StartsWith("image/", StringComparison.Ordinal) == true
        || PictureEndings.Contains(System.IO.Path.GetExtension(name) ?? string.Empty);

    public ReadOnlyMemory<byte> Content() => TransferEncoding.Decode(Body, Encoding);

    /// <summary>The part as text, with single line feeds.</summary>
    public string Text(int maxBytes)
    {
        var content = Content().Span;
        var text = Charsets.Decode(content[..Math.Min(content.Length, maxBytes)], Type["charset"])
            .Replace("\0", string.Empty, StringComparison.Ordinal).ReplaceLineEndings("\n");
        var flowed = MediaType == "text/plain" && "flowed".Equals(Type["format"], StringComparison.OrdinalIgnoreCase);
        return flowed ? FlowedText.Join(text, "yes".Equals(Type["delsp"], StringComparison.OrdinalIgnoreCase)) : text;
    }

    public MailAttachment ToAttachment(Place place) =>
        new(Name, MediaType, ContentId, Disposition, Path, PurposeAt(place))
        { Encoded = Body, TransferEncoding = Encoding };

    private static bool IsMessageName(string? name) =>
        name?.EndsWith(".eml", StringComparison.OrdinalIgnoreCase) == true;

    private static string MediaTypeOf(HeaderParameters type) => type.Value switch
    {
        "" or "text" => "text/plain",
        "multipart" => "multipart/mixed",
        var value when !value.Contains('/', StringComparison.Ordinal) => "application/octet-stream",
        var value => value,
    };

    private AttachmentPurpose PurposeAt(Place place)
    {
        if (Signatures.Contains(MediaType)) return AttachmentPurpose.Signature;
        if (place == Place.Accessory || Accessories.Contains(MediaType)
            || MediaType.StartsWith("message/", StringComparison.Ordinal))
            return AttachmentPurpose.Accessory;
        if (IsPicture(MediaType, Name) && (place == Place.Related || Disposition == "inline"))
            return AttachmentPurpose.InlineImage;
        var furtherText = Name is null && Disposition != "attachment"
            && MediaType.StartsWith("text/", StringComparison.Ordinal) && !MediaType.EndsWith("/xml", StringComparison.Ordinal);
        return furtherText ? AttachmentPurpose.Accessory : AttachmentPurpose.File;
    }
}
