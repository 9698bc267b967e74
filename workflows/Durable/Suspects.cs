namespace Serverless.Workflows.Durable;

/// <summary>What was under way when the process died is suspect of having killed it and is done one by one from then on,
/// across all kinds of work: who is done alone and sees the process die was it, and nobody else is counted.</summary>
public sealed class Suspects : IDisposable
{
    private readonly SemaphoreSlim _one = new(1);

    /// <summary>Waits until no other suspect is under way.</summary>
    /// <param name="isSuspect">Whether the process died over it before; nobody waits for the others.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    /// <returns>To be disposed of when it is on record that the work has come to an end.</returns>
    public async Task<IDisposable?> AloneAsync(bool isSuspect, CancellationToken cancellation)
    {
        if (!isSuspect) return null;
        await _one.WaitAsync(cancellation);
        return new Turn(_one);
    }

    /// <inheritdoc/>
    public void Dispose() => _one.Dispose();

    private sealed class Turn(SemaphoreSlim one) : IDisposable
    {
        private int _ended;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _ended, 1) == 0) one.Release();
        }
    }
}
