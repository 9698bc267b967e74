namespace Serverless.Workflows.Posting;

/// <summary>What a target can do against posting twice.</summary>
public enum PostingCapability
{
    /// <summary>It takes our key and does the same key once only; it may be sent again.</summary>
    Keyed,

    /// <summary>It can be asked whether it has our key.</summary>
    Lookup,

    /// <summary>Neither. Where it is not known whether it has a posting, a person looks.</summary>
    Blind,
}

/// <summary>Where postings go: the ERP, DATEV, a collection agency. An adapter belongs to one connector of a tenant.</summary>
public interface IPostingTarget
{
    /// <summary>What it can do against posting twice.</summary>
    PostingCapability Capability { get; }

    /// <summary>For <see cref="PostingCapability.Lookup"/>: how long after a posting was sent it may still be on its way,
    /// so that not finding it proves nothing. At least the time limit of <see cref="SendAsync"/>.</summary>
    TimeSpan SettleTime => TimeSpan.Zero;

    /// <summary>Sends.</summary>
    /// <param name="key">Goes with the posting where the target takes a key or a reference.</param>
    /// <param name="payload">The SHA-256 of the document that is posted, or another lasting reference.</param>
    /// <exception cref="PostingNotSentException">It is certain that the target has not got it.</exception>
    /// <exception cref="Exception">Any other: the target may have got it.</exception>
    Task<PostingAnswer> SendAsync(PostingKey key, string payload, CancellationToken cancellation);

    /// <summary>For <see cref="PostingCapability.Lookup"/>: what the target made of the key; null where it has not got
    /// it.</summary>
    Task<PostingAnswer?> FindAsync(PostingKey key, CancellationToken cancellation) =>
        throw new NotSupportedException($"{GetType().Name} cannot be asked what it has.");
}

/// <summary>What a target made of a posting.</summary>
/// <param name="Accepted">Whether it took it.</param>
/// <param name="Number">Its own number for it.</param>
/// <param name="Message">For a person; where it was refused: what is wrong and what to do.</param>
public sealed record PostingAnswer(bool Accepted, string? Number, string? Message)
{
    /// <summary>It took it.</summary>
    public static PostingAnswer Accept(string? number, string? message = null) => new(true, number, message);

    /// <summary>It refused it.</summary>
    public static PostingAnswer Refuse(string message) => new(false, null, message);
}

/// <summary>It is certain that a target has not got a posting: no connection, signed out, over its limit.</summary>
public sealed class PostingNotSentException(string message, Exception? inner = null) : Exception(message, inner);
