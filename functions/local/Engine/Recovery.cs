using Serverless.Local.Engine.Instances;
using Serverless.Local.Engine.Storage;

namespace Serverless.Local.Engine;

/// <summary>
/// Takes up what is unfinished on disk and runs nowhere, page by page beside new work: after a start all that the last
/// process left, later what there was no room for.
/// </summary>
internal sealed class Recovery(Core core) : IDisposable
{
    private const int Page = 256;
    private static readonly TimeSpan UntilRoom = TimeSpan.FromMilliseconds(20);
    private readonly SemaphoreSlim _wanted = new(0);

    /// <summary>There is something to take up.</summary>
    public void Signal() => _wanted.Release();

    public void Dispose() => _wanted.Dispose();

    public async Task RunAsync(CancellationToken cancellation)
    {
        while (!cancellation.IsCancellationRequested)
        {
            try
            {
                await _wanted.WaitAsync(cancellation);
                var instances = await InstancesAsync(cancellation);
                var work = await TakeUpWorkAsync(cancellation);
                if (instances + work > 0) core.Logger.LogRecovered(instances, work);
            }
            catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failure)
            {
                core.Logger.LogRecoveryFailed(failure);
                await Task.Delay(TimeSpan.FromSeconds(1), CancellationToken.None);
                Signal();
            }
        }
    }

    private async Task RoomAsync(CancellationToken cancellation)
    {
        while (core.Activities.IsFull) await Task.Delay(UntilRoom, cancellation);
        cancellation.ThrowIfCancellationRequested();
    }

    private async Task<int> InstancesAsync(CancellationToken cancellation)
    {
        var count = 0;
        var after = 0L;
        while (true)
        {
            await RoomAsync(cancellation);
            var page = core.Readers.Read(reader => reader.Unfinished(after, Page));
            if (page.Count == 0) return count;
            count += page.Count;
            after = page[^1].Id;
            await Task.WhenAll(page.Select(found =>
            {
                var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                core.Post(found.Name, new TickMessage(done, Retry: true));
                return done.Task.WaitAsync(cancellation);
            }));
        }
    }

    private async Task<int> TakeUpWorkAsync(CancellationToken cancellation)
    {
        var count = 0;
        var after = string.Empty;
        while (true)
        {
            await RoomAsync(cancellation);
            var page = core.Readers.Read(reader => reader.Work(after, Page));
            if (page.Count == 0) return count;
            count += page.Count;
            after = page[^1].Key;
            foreach (var (key, work) in page)
            {
                if (work is null) core.Logger.LogUnreadableWork(key);
                else TakeUp(work);
            }
        }
    }

    /// <summary>Has it done, if it is still to be done: it was read some time ago.</summary>
    internal void TakeUp(Work work)
    {
        if (work is ActivityWork activity) core.Activities.EnqueueLeft(activity);
        else core.StartChild((ChildWork)work);
    }
}
