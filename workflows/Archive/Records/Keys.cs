using System.Buffers;
using System.Globalization;
using System.Text;

namespace Serverless.Workflows.Archive.Records;

/// <summary>
/// Builds the keys of partitions and rows from arbitrary texts. The ordinal order of keys is the order of their parts,
/// part by part, and no two lists of parts have the same key.
/// <para>Letters, digits, <c>.</c>, <c>_</c> and <c>-</c> stand for themselves, so ids, dates and numbers stay readable.
/// The rest is written so that it sorts where it belongs (UTF-16 order): what is below <c>-</c> as <c>--</c> and two hex
/// digits, what is above <c>z</c> as <c>~</c> and four, what lies between as the kept character before it, <c>~~</c> and
/// two. A <c>-</c> before the end or before anything not above it is <c>--~</c>. Parts are joined by <c>---</c>, which
/// sorts before everything that can go on inside a part.</para>
/// </summary>
public static class Keys
{
    /// <summary>Stands between parts.</summary>
    public const string Separator = "---";

    private static readonly SearchValues<char> Kept =
        SearchValues.Create(".0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz");

    /// <summary>The key of these parts. A partition's first part is the tenant.</summary>
    /// <exception cref="ArgumentException">There is no part, or the key is empty or longer than
    /// <see cref="RecordLimits.MaxKeyLength"/>.</exception>
    public static string Join(params ReadOnlySpan<string> parts)
    {
        if (parts.IsEmpty) throw new ArgumentException("A key needs at least one part.", nameof(parts));
        var key = new StringBuilder();
        for (var i = 0; i < parts.Length; i++)
        {
            if (i > 0) key.Append(Separator);
            Append(key, parts[i]);
        }

        var joined = key.ToString();
        RecordLimits.EnsureKey(joined, nameof(parts));
        return joined;
    }

    /// <summary>The start of all keys that have these parts and at least one more.</summary>
    public static string Prefix(params ReadOnlySpan<string> parts) => Join(parts) + Separator;

    /// <summary>The parts of a key.</summary>
    /// <exception cref="FormatException">It was not built here.</exception>
    public static IReadOnlyList<string> Split(string key)
    {
        var parts = new List<string>();
        var part = new StringBuilder();
        for (var at = 0; at < key.Length;)
        {
            if (string.CompareOrdinal(key, at, Separator, 0, Separator.Length) == 0)
            {
                parts.Add(part.ToString());
                part.Clear();
                at += Separator.Length;
            }
            else
            {
                part.Append(Read(key, ref at));
            }
        }

        parts.Add(part.ToString());
        return parts;
    }

    /// <summary>One text in the characters that keys may have, in an order that is the texts' ordinal order.</summary>
    public static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length);
        Append(escaped, text);
        return escaped.ToString();
    }

    /// <summary>The text that <see cref="Escape"/> was given.</summary>
    /// <exception cref="FormatException">It was not built here.</exception>
    public static string Unescape(string escaped)
    {
        var text = new StringBuilder(escaped.Length);
        for (var at = 0; at < escaped.Length;) text.Append(Read(escaped, ref at));
        return text.ToString();
    }

    /// <summary>A number in a fixed width, so that keys sort by it.</summary>
    public static string Number(long number, int digits = 8)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(number);
        var text = number.ToString(CultureInfo.InvariantCulture).PadLeft(digits, '0');
        return text.Length == digits
            ? text
            : throw new ArgumentOutOfRangeException(nameof(number), number, $"It has more than {digits} digits.");
    }

    private static void Append(StringBuilder key, string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (Kept.Contains(c)) key.Append(c);
            else if (c == '-') key.Append(i + 1 < text.Length && text[i + 1] > '-' ? "-" : "--~");
            else if (c < '-') key.Append("--").Append(Hex(c, 2));
            else if (c > 'z') key.Append('~').Append(Hex(c, 4));
            else key.Append(KeptBefore(c)).Append("~~").Append(Hex(c, 2));
        }
    }

    private static char Read(string key, ref int at)
    {
        var c = key[at];
        if (c == '-' && Has(key, at + 1, "-"))
        {
            if (Has(key, at + 2, "~"))
            {
                at += 3;
                return '-';
            }

            return Code(key, ref at, 2, 2, c => c < '-');
        }

        if (c == '~') return Code(key, ref at, 1, 4, c => c > 'z');
        if (Has(key, at + 1, "~~")) return Code(key, ref at, 3, 2, between => KeptBefore(between) == c);
        if (c != '-' && !Kept.Contains(c)) throw Malformed(key);
        at++;
        return c;
    }

    private static bool Has(string key, int at, string what) =>
        string.CompareOrdinal(key, at, what, 0, what.Length) == 0;

    private static char Code(string key, ref int at, int lead, int digits, Func<char, bool> fits)
    {
        var start = at + lead;
        if (start + digits > key.Length
            || !ushort.TryParse(key.AsSpan(start, digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture,
                out var code)
            || !fits((char)code))
        {
            throw Malformed(key);
        }

        at = start + digits;
        return (char)code;
    }

    private static char KeptBefore(char c)
    {
        while (!Kept.Contains(--c))
        {
        }

        return c;
    }

    private static string Hex(char c, int digits) =>
        ((int)c).ToString(digits == 2 ? "x2" : "x4", CultureInfo.InvariantCulture);

    private static FormatException Malformed(string key) => new($"\"{key}\" is no key that was built from parts.");
}
