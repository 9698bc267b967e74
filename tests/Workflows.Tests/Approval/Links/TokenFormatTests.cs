using System.Buffers.Text;
using FsCheck;
using FsCheck.Fluent;
using Serverless.Workflows.Approval.Links;

namespace Serverless.Workflows.Tests.Approval.Links;

public class TokenFormatTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 8, 0, 0, TimeSpan.Zero);
    private static readonly KeySet Keys = KeySet.Create();

    private static Token Sample(TokenPurpose purpose = TokenPurpose.Decide) =>
        new(purpose, "demo", "00112233445566778899aabbccddeeff", 3, "petra", Now.AddDays(30));

    private static TokenReading Read(string? text, string tenant = "demo", TokenPurpose purpose = TokenPurpose.Decide,
        KeySet? keys = null, DateTimeOffset? at = null) => TokenFormat.Read(keys ?? Keys, text, tenant, purpose, at ?? Now);

    [Fact]
    public void What_was_signed_is_read_back()
    {
        var text = TokenFormat.Sign(Keys, Sample());
        var reading = Read(text);
        Assert.Equal(TokenStatus.Valid, reading.Status);
        Assert.Equal(Sample(), reading.Token);
        Assert.Equal("demo", TokenFormat.TenantOf(text));
        Assert.True(text.Length < 120, $"{text.Length} characters are too long for a link in a mail.");
    }

    /// <summary>A token says when it ends and not when it began, so that the clocks of two instances need not agree.</summary>
    [Theory]
    [InlineData(-10)]
    [InlineData(10)]
    public void A_token_of_an_instance_whose_clock_goes_wrong_is_good_at_another(int minutes)
    {
        var made = Now.AddMinutes(minutes);
        var text = TokenFormat.Sign(Keys, Sample(TokenPurpose.SignIn) with { ExpiresUtc = made.AddMinutes(15) });
        Assert.Equal(TokenStatus.Valid, Read(text, purpose: TokenPurpose.SignIn).Status);
        Assert.Equal(TokenStatus.Expired, Read(text, purpose: TokenPurpose.SignIn, at: made.AddMinutes(15)).Status);
    }

    [Fact]
    public void Any_content_is_read_back() => Prop.ForAll(
        ArbMap.Default.ArbFor<NonNull<string>>(), ArbMap.Default.ArbFor<NonNull<string>>(),
        ArbMap.Default.ArbFor<NonNegativeInt>(), (item, person, visit) =>
        {
            if (!Sound(item.Get) || !Sound(person.Get)) return true;
            var token = new Token(TokenPurpose.Form, "demo", item.Get, visit.Get, person.Get, Now.AddHours(1));
            return Read(TokenFormat.Sign(Keys, token), purpose: TokenPurpose.Form).Token == token;
        }).Hold();

    [Fact]
    public void Any_flipped_bit_is_refused()
    {
        var bytes = Base64Url.DecodeFromChars(TokenFormat.Sign(Keys, Sample()));
        Prop.ForAll(Gen.Choose(0, (bytes.Length * 8) - 1).ToArbitrary(), bit =>
        {
            var changed = (byte[])bytes.Clone();
            changed[bit / 8] ^= (byte)(1 << (bit % 8));
            return Read(Base64Url.EncodeToString(changed)) is { IsValid: false, Token: null };
        }).Hold(2_000);
    }

    [Fact]
    public void Any_changed_character_is_refused()
    {
        const string letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_= ./";
        var text = TokenFormat.Sign(Keys, Sample());
        for (var at = 0; at < text.Length; at++)
        {
            foreach (var letter in letters)
            {
                if (letter == text[at]) continue;
                Assert.False(Read(text[..at] + letter + text[(at + 1)..]).IsValid, $"character {at} as '{letter}'");
            }
        }
    }

    [Fact]
    public void Any_cut_or_longer_text_is_refused()
    {
        var text = TokenFormat.Sign(Keys, Sample());
        for (var length = 0; length < text.Length; length++) Assert.False(Read(text[..length]).IsValid);
        foreach (var tail in new[] { "A", "=", "==", " ", "\n", "AAAA" }) Assert.False(Read(text + tail).IsValid);
    }

    [Fact]
    public void Any_text_is_refused_without_an_exception() => Prop.ForAll(ArbMap.Default.ArbFor<string>(),
        text => Read(text).Status == TokenStatus.Tampered).Hold();

    [Fact]
    public void Any_bytes_are_refused_without_an_exception() => Prop.ForAll(ArbMap.Default.ArbFor<byte[]>(),
        bytes => !Read(Base64Url.EncodeToString([1, 1, 3, .. bytes])).IsValid).Hold();

    [Fact]
    public void Each_reason_has_its_own_status()
    {
        var text = TokenFormat.Sign(Keys, Sample());
        Assert.Equal(TokenStatus.Expired, Read(text, at: Now.AddDays(30)).Status);
        Assert.Equal(TokenStatus.WrongPurpose, Read(text, purpose: TokenPurpose.Session).Status);
        Assert.Equal(TokenStatus.WrongTenant, Read(text, tenant: "other").Status);
        Assert.Equal(TokenStatus.Tampered, Read(text, keys: KeySet.Create()).Status);
        Assert.Equal(TokenStatus.UnknownKey, Read(TokenFormat.Sign(Keys.Rotate(), Sample())).Status);
        Assert.Equal(TokenStatus.Tampered, Read(null).Status);
    }

    [Fact]
    public void Rotation_keeps_old_tokens_until_their_key_is_dropped()
    {
        var old = TokenFormat.Sign(Keys, Sample());
        var rotated = KeySet.FromJson(Keys.Rotate().ToJson());
        Assert.Equal(TokenStatus.Valid, Read(old, keys: rotated).Status);
        Assert.Equal(TokenStatus.Valid, Read(TokenFormat.Sign(rotated, Sample()), keys: rotated).Status);
        Assert.Equal(TokenStatus.UnknownKey, Read(old, keys: rotated.Drop(Keys.Active)).Status);
        Assert.Throws<InvalidOperationException>(() => rotated.Drop(rotated.Active));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("""{"Active":1,"Keys":{}}""")]
    [InlineData("""{"Active":1,"Keys":{"1":"AAAA"}}""")]
    [InlineData("""{"Active":1,"Keys":{"1":"no base64!"}}""")]
    public void A_broken_key_file_is_refused(string json) => Assert.Throws<FormatException>(() => KeySet.FromJson(json));

    // A lone surrogate has no UTF-8; ids never hold one.
    private static bool Sound(string text) => !text.Any(char.IsSurrogate);
}
