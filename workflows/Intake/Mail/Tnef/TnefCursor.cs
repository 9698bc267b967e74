using System.Buffers.Binary;

namespace Serverless.Workflows.Intake.Mail.Tnef;

/// <summary>Reads little-endian values; past the end every read gives zero or nothing and <see cref="Ended"/> is set.
/// </summary>
internal struct TnefCursor(ReadOnlyMemory<byte> bytes)
{
    private int _at;

    public bool Ended { get; private set; }

    public readonly int Left => bytes.Length - _at;

    public uint U32()
    {
        var four = Take(4);
        return four.Length < 4 ? 0 : BinaryPrimitives.ReadUInt32LittleEndian(four.Span);
    }

    public ushort U16()
    {
        var two = Take(2);
        return two.Length < 2 ? (ushort)0 : BinaryPrimitives.ReadUInt16LittleEndian(two.Span);
    }

    public byte U8()
    {
        var one = Take(1);
        return one.Length < 1 ? (byte)0 : one.Span[0];
    }

    /// <summary>So many bytes, or what is left of them.</summary>
    public ReadOnlyMemory<byte> Take(uint length)
    {
        if (length > (uint)Left)
        {
            Ended = true;
            length = (uint)Left;
        }

        var taken = bytes.Slice(_at, (int)length);
        _at += (int)length;
        return taken;
    }

    /// <summary>So many bytes, and the padding up to a multiple of four.</summary>
    public ReadOnlyMemory<byte> TakePadded(uint length)
    {
        var taken = Take(length);
        var padding = (4 - length % 4) % 4;
        if (!Ended) Take(Math.Min(padding, (uint)Left));
        return taken;
    }
}
