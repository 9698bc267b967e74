using FsCheck;
using FsCheck.Fluent;
using Serverless.Workflows.Archive.Records;

namespace Serverless.Workflows.Tests.Archive.Records;

public sealed class KeysTests
{
    // Texts that meet every case often: all of ASCII, some above it, half a surrogate pair.
    private static readonly Gen<char> Characters = Gen.Frequency(
        (4, Gen.Elements("-./:@Z[_`az{~ 09".ToCharArray())),
        (2, Gen.Choose(0, 0x7f).Select(code => (char)code)),
        (1, Gen.Elements('ä', 'ß', '\u20ac', '\ud83c', '\udfe0', '\uffff')));

    private static readonly Arbitrary<string> Texts = Arb.From(
        Gen.Choose(0, 8).SelectMany(length => Characters.ArrayOf(length)).Select(characters => new string(characters)));

    private static readonly Arbitrary<string[]> Parts = Arb.From(
        Gen.Choose(1, 3).SelectMany(count => Texts.Generator.ArrayOf(count)));

    private const int Tried = 20_000;

    [Fact]
    public void Escaping_keeps_the_ordinal_order() =>
        Prop.ForAll(Texts, Texts, (a, b) =>
                Math.Sign(string.CompareOrdinal(a, b))
                == Math.Sign(string.CompareOrdinal(Keys.Escape(a), Keys.Escape(b))))
            .Hold(Tried);

    [Fact]
    public void Unescaping_gives_the_text_back() =>
        Prop.ForAll(Texts, text => Keys.Unescape(Keys.Escape(text)) == text).Hold(Tried);

    [Fact]
    public void Joined_keys_sort_part_by_part_and_split_again() =>
        Prop.ForAll(Parts, Parts, (a, b) =>
                (a is [""] || b is [""])
                || (Math.Sign(Compare(a, b)) == Math.Sign(string.CompareOrdinal(Keys.Join(a), Keys.Join(b)))
                    && Keys.Split(Keys.Join(a)).SequenceEqual(a)))
            .Hold(Tried);

    [Fact]
    public void A_prefix_holds_exactly_the_keys_that_go_on_from_it() =>
        Prop.ForAll(Parts, Parts, (a, b) =>
            {
                if (a is [""] || b is [""]) return true;
                var range = RowRange.Prefix(Keys.Prefix(a));
                var key = Keys.Join(b);
                var inside = string.CompareOrdinal(key, range.From) >= 0 && string.CompareOrdinal(key, range.To) < 0;
                return inside == (b.Length > a.Length && b.Take(a.Length).SequenceEqual(a));
            })
            .Hold(Tried);

    [Theory]
    [InlineData("0123456789abcdef0123456789abcdef")]
    [InlineData("2026-11-21")]
    [InlineData("anna.berg")]
    [InlineData("A_b.C-9")]
    public void What_keys_are_mostly_made_of_stays_as_it_is(string text) => Assert.Equal(text, Keys.Escape(text));

    [Theory]
    [InlineData("Sachliche Prüfung", "Sachliche--20Pr~00fcfung")]
    [InlineData("a/b", "a.~~2fb")]
    [InlineData("anna@example.org", "anna9~~40example.org")]
    [InlineData("-", "--~")]
    [InlineData("a--b", "a--~-b")]
    public void The_rest_is_written_as_documented(string text, string escaped)
    {
        // "/" follows "." and "@" follows "9" among the characters that are kept.
        Assert.Equal(escaped, Keys.Escape(text));
    }

    [Theory]
    [InlineData("~12")]
    [InlineData("~0041")]
    [InlineData("--zz")]
    [InlineData("--41")]
    [InlineData("a~~2f")]
    [InlineData("a/b")]
    [InlineData("~")]
    [InlineData("--")]
    public void What_was_not_built_here_is_refused(string key) =>
        Assert.Throws<FormatException>(() => Keys.Unescape(key));

    [Fact]
    public void Numbers_sort_by_their_value()
    {
        Assert.Equal("00000042", Keys.Number(42));
        Assert.True(string.CompareOrdinal(Keys.Number(9), Keys.Number(10)) < 0);
        Assert.Throws<ArgumentOutOfRangeException>(() => Keys.Number(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Keys.Number(1000, 3));
    }

    [Fact]
    public void A_key_that_no_store_takes_is_refused()
    {
        Assert.Throws<ArgumentException>(() => Keys.Join());
        Assert.Throws<ArgumentException>(() => Keys.Join(""));
        Assert.Throws<ArgumentException>(() => Keys.Join("demo", new string('ä', 100)));
    }

    private static int Compare(string[] a, string[] b)
    {
        for (var i = 0; i < Math.Min(a.Length, b.Length); i++)
        {
            if (string.CompareOrdinal(a[i], b[i]) is var order and not 0) return order;
        }

        return a.Length - b.Length;
    }
}
