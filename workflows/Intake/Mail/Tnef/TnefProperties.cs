using System.Text;

namespace Serverless.Workflows.Intake.Mail.Tnef;

/// <summary>The MAPI properties in a TNEF attribute ([MS-OXTNEF] section 2.1.3.4), as far as files and texts need them:
/// the first value of each.</summary>
internal sealed class TnefProperties
{
    public const ushort AttachData = 0x3701;
    public const ushort AttachFileName = 0x3704;
    public const ushort AttachLongFileName = 0x3707;
    public const ushort AttachMimeTag = 0x370E;
    public const ushort AttachContentId = 0x3712;
    public const ushort DisplayName = 0x3001;
    public const ushort Body = 0x1000;
    public const ushort Html = 0x1013;
    public const ushort InternetCodePage = 0x3FDE;

    private const ushort Multiple = 0x1000;
    private readonly Dictionary<ushort, (ushort Type, ReadOnlyMemory<byte> Value)> _values = [];

    public static TnefProperties Read(ReadOnlyMemory<byte> data)
    {
        var properties = new TnefProperties();
        var cursor = new TnefCursor(data);
        for (var left = cursor.U32(); left > 0 && !cursor.Ended && cursor.Left > 0; left--)
        {
            var type = cursor.U16();
            var id = cursor.U16();
            if (id >= 0x8000) SkipName(ref cursor);
            var value = Value(ref cursor, type);
            if (value is null) break;
            if (!cursor.Ended || value.Value.Length > 0) properties._values.TryAdd(id, ((ushort)(type & ~Multiple), value.Value));
        }

        return properties;
    }

    public ReadOnlyMemory<byte>? Bytes(ushort id) =>
        _values.TryGetValue(id, out var found) ? found.Value : (ReadOnlyMemory<byte>?)null;

    /// <summary>Whether the value is an object (an attached message or OLE object) and not plain bytes.</summary>
    public bool IsObject(ushort id) => _values.TryGetValue(id, out var found) && found.Type == 0x000D;

    /// <summary>A number, or 0.</summary>
    public int Number(ushort id) =>
        _values.TryGetValue(id, out var found) ? (int)new TnefCursor(found.Value).U32() : 0;

    /// <summary>A text, or null where absent or empty.</summary>
    public string? Text(ushort id, string codePage)
    {
        if (!_values.TryGetValue(id, out var found)) return null;
        var text = found.Type switch
        {
            0x001F => Encoding.Unicode.GetString(found.Value.Span),
            _ => Charsets.Decode(found.Value.Span, codePage),
        };
        text = text.TrimEnd('\0').Trim();
        return text.Length == 0 ? null : text;
    }

    private static void SkipName(ref TnefCursor cursor)
    {
        cursor.Take(16);
        if (cursor.U32() == 0) cursor.U32();
        else cursor.TakePadded(cursor.U32());
    }

    private static ReadOnlyMemory<byte>? Value(ref TnefCursor cursor, ushort type)
    {
        var kind = (ushort)(type & ~Multiple);
        var variable = kind is 0x000D or 0x001E or 0x001F or 0x0102;
        var count = variable || (type & Multiple) != 0 ? cursor.U32() : 1;
        ReadOnlyMemory<byte>? first = null;
        for (; count > 0 && !cursor.Ended; count--)
        {
            ReadOnlyMemory<byte>? value = kind switch
            {
                0x0002 or 0x000B => cursor.TakePadded(2),
                0x0003 or 0x0004 or 0x000A => cursor.Take(4),
                0x0005 or 0x0006 or 0x0007 or 0x0014 or 0x0040 => cursor.Take(8),
                0x0048 => cursor.Take(16),
                0x0000 or 0x0001 => ReadOnlyMemory<byte>.Empty,
                _ when variable => cursor.TakePadded(cursor.U32()),
                // Not a bare null, which would become empty memory.
                _ => (ReadOnlyMemory<byte>?)null,
            };
            if (value is null) return null;
            first ??= value;
            if (kind is 0x0000 or 0x0001) break;
        }

        return first ?? ReadOnlyMemory<byte>.Empty;
    }
}
