using System.Globalization;

namespace Serverless.Workflows.Intake.Mail.Tnef;

/// <summary>Reads the files and texts of a winmail.dat (Transport Neutral Encapsulation Format, [MS-OXTNEF]). A damaged
/// one gives what was readable before the damage.</summary>
internal static class TnefReader
{
    private const uint Signature = 0x223E9F78;
    private const uint OemCodePage = 0x00069007;
    private const uint MessageBody = 0x0002800C;
    private const uint MessageProperties = 0x00069003;
    private const uint AttachRendering = 0x00069002;
    private const uint AttachTitle = 0x00018010;
    private const uint AttachData = 0x0006800F;
    private const uint AttachProperties = 0x00069005;

    // Messages attached to messages attached to messages.
    private const int MaxDepth = 10;

    // An attached message's data begins with the id of the interface IMessage.
    private static readonly byte[] MessageInterface = new Guid("00020307-0000-0000-C000-000000000046").ToByteArray();

    /// <summary>What it holds, or null where the bytes are no TNEF.</summary>
    /// <param name="most">So many files are read at most and one more, so that the caller sees that there are more.
    /// </param>
    public static TnefContent? Read(ReadOnlyMemory<byte> bytes, int most) => Read(bytes, most, 0);

    private static TnefContent? Read(ReadOnlyMemory<byte> bytes, int most, int depth)
    {
        var cursor = new TnefCursor(bytes);
        if (cursor.U32() != Signature) return null;
        cursor.U16();
        var codePage = "windows-1252";
        string? text = null;
        var properties = new TnefProperties();
        var files = new List<TnefFile>();
        var current = new File();
        while (cursor.Left >= 9 && files.Count <= most)
        {
            cursor.U8();
            var id = cursor.U32();
            var data = cursor.Take(cursor.U32());
            cursor.U16();
            switch (id)
            {
                case OemCodePage when data.Length >= 4:
                    codePage = Name((int)new TnefCursor(data).U32());
                    break;
                case MessageBody:
                    text = Charsets.Decode(data.Span.TrimEnd((byte)0), codePage);
                    break;
                case MessageProperties:
                    properties = TnefProperties.Read(data);
                    break;
                case AttachRendering:
                    current.AddTo(files, codePage, most, depth);
                    current = new File();
                    break;
                case AttachTitle:
                    current.Title = data;
                    break;
                case AttachData:
                    current.Data = data;
                    break;
                case AttachProperties:
                    current.Properties = TnefProperties.Read(data);
                    break;
            }
        }

        current.AddTo(files, codePage, most, depth);
        text ??= properties.Text(TnefProperties.Body, codePage);
        return new TnefContent(text?.ReplaceLineEndings("\n"), Html(properties, codePage), files);
    }

    private static string? Html(TnefProperties properties, string codePage)
    {
        var own = properties.Number(TnefProperties.InternetCodePage);
        return properties.Text(TnefProperties.Html, own > 0 ? Name(own) : codePage);
    }

    private static string Name(int codePage) => codePage switch
    {
        65001 => "utf-8",
        20127 => "us-ascii",
        28591 => "iso-8859-1",
        20866 => "koi8-r",
        _ => string.Create(CultureInfo.InvariantCulture, $"windows-{codePage}"),
    };

    private sealed class File
    {
        public ReadOnlyMemory<byte>? Title { get; set; }

        public ReadOnlyMemory<byte>? Data { get; set; }

        public TnefProperties Properties { get; set; } = new();

        public void AddTo(List<TnefFile> files, string codePage, int most, int depth)
        {
            var value = Properties.Bytes(TnefProperties.AttachData);
            TnefContent? message = null;
            if (value is { } data && Properties.IsObject(TnefProperties.AttachData))
            {
                var isMessage = data.Span.StartsWith(MessageInterface);
                value = data.Length >= 16 ? data[16..] : data;
                if (isMessage && depth < MaxDepth) message = Read(value.Value, most, depth + 1);
            }

            var content = value ?? Data;
            if (content is null) return;
            var name = Properties.Text(TnefProperties.AttachLongFileName, codePage)
                ?? Properties.Text(TnefProperties.AttachFileName, codePage)
                ?? (Title is { } title ? Charsets.Decode(title.Span.TrimEnd((byte)0), codePage) : null)
                ?? Properties.Text(TnefProperties.DisplayName, codePage);
            files.Add(new TnefFile(
                name, Properties.Text(TnefProperties.AttachMimeTag, codePage)?.ToLowerInvariant(),
                Properties.Text(TnefProperties.AttachContentId, codePage)?.Trim('<', '>'), content.Value, message));
        }
    }
}
