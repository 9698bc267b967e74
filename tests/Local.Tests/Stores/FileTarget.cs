using Serverless.Workflows.Posting;

namespace Serverless.Local.Tests.Stores;

/// <summary>When a worker's process dies: at one of its postings, before or after the target has it.</summary>
internal sealed class Death(int atCall, bool afterwards)
{
    private int _calls;

    public bool IsNow { get; private set; }

    public void Sent() => IsNow = Interlocked.Increment(ref _calls) == atCall;

    public void Before()
    {
        if (IsNow && !afterwards) SelfKill.Now();
    }

    public void After()
    {
        if (IsNow && afterwards) SelfKill.Now();
    }
}

/// <summary>A target outside the process: what it has is a file with a line for each thing that it did.</summary>
internal sealed class FileTarget(string folder, PostingCapability capability, Death? death) : IPostingTarget
{
    private readonly Lock _lock = new();

    public PostingCapability Capability => capability;

    public static string[] Done(string folder) => Lines(Path.Combine(folder, "done"));

    public static string[] Calls(string folder) => Lines(Path.Combine(folder, "calls"));

    public static string[] Found(string folder) => Lines(Path.Combine(folder, "found"));

    public Task<PostingAnswer> SendAsync(PostingKey key, string payload, CancellationToken cancellation)
    {
        lock (_lock)
        {
            Append("calls", key);
            death?.Sent();
            death?.Before();
            if (capability != PostingCapability.Keyed || !Has(key)) Append("done", key);
            death?.After();
        }

        return Task.FromResult(PostingAnswer.Accept(key.Item));
    }

    public Task<PostingAnswer?> FindAsync(PostingKey key, CancellationToken cancellation)
    {
        lock (_lock)
        {
            if (!Has(key)) return Task.FromResult<PostingAnswer?>(null);
            Append("found", key);
            return Task.FromResult<PostingAnswer?>(PostingAnswer.Accept(key.Item));
        }
    }

    private static string[] Lines(string file) => File.Exists(file) ? File.ReadAllLines(file) : [];

    private bool Has(PostingKey key) => Done(folder).Contains(key.ToString());

    private void Append(string file, PostingKey key) => File.AppendAllText(Path.Combine(folder, file), $"{key}\n");
}
