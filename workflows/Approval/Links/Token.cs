namespace Serverless.Workflows.Approval.Links;

/// <summary>What a token may be used for. A token made for one purpose is refused for every other.</summary>
public enum TokenPurpose : byte
{
    /// <summary>The session cookie of a signed-in person.</summary>
    Session = 1,

    /// <summary>The hidden field of a form (anti-forgery).</summary>
    Form = 2,

    /// <summary>A link by which one person decides one visit.</summary>
    Decide = 3,

    /// <summary>A link that signs a person in.</summary>
    SignIn = 4,

    /// <summary>The cursor of a list.</summary>
    Cursor = 5,

    /// <summary>The bearer token by which a program calls the API as a person.</summary>
    Api = 6,
}

/// <summary>
/// What a token says. Everything is covered by its HMAC; nothing in it is secret.
/// </summary>
/// <param name="Tenant">The tenant under whose key set it is made; readable without a key.</param>
/// <param name="Item">The item it is for; for <see cref="TokenPurpose.SignIn"/> a random number that makes it good
/// for one use only, and after a point the item that signing in leads to, if any. Empty for none.</param>
/// <param name="Visit">The visit it is for; 0 for none.</param>
/// <param name="Person">The person who holds it. Who acts is never taken from anywhere else.</param>
/// <param name="ExpiresUtc">The first moment at which it is no longer good, in whole seconds.</param>
public sealed record Token(
    TokenPurpose Purpose, string Tenant, string Item, int Visit, string Person, DateTimeOffset ExpiresUtc);

/// <summary>Whether a token is good.</summary>
public enum TokenStatus
{
    /// <summary>It is.</summary>
    Valid,

    /// <summary>It was, but its time is over.</summary>
    Expired,

    /// <summary>It was not made here, or was changed, or is cut off.</summary>
    Tampered,

    /// <summary>Its key is no longer (or was never) in the tenant's key set.</summary>
    UnknownKey,

    /// <summary>It was made for something else.</summary>
    WrongPurpose,

    /// <summary>It belongs to another tenant than the one it is used for.</summary>
    WrongTenant,
}

/// <summary>The outcome of reading a token.</summary>
/// <param name="Token">What it says; only where its HMAC holds (valid, expired, wrong purpose).</param>
public sealed record TokenReading(TokenStatus Status, Token? Token)
{
    /// <summary>Whether it may be acted upon.</summary>
    public bool IsValid => Status == TokenStatus.Valid;
}
