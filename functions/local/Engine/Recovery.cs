using Serverless.Local.Engine.Instances;
using Serverless.Local.Engine.Storage;

namespace Serverless.Local.Engine;

/// <summary>After a start, takes up again what the last process left unfinished, page by page beside new work.</summary>
internal sealed class Recovery(Core core)
{
    private const int Page = 256;

    public async Task RunAsync(CancellationToken cancellation)
    {
        while (!cancellation.IsCancellationRequested)
        {
            try
            {
                var instances = await InstancesAsync(cancellation);
                var work = TakeUpWork(cancellation);
                if (instances + work > 0) core.Logger.LogRecovered(instances, work);
                return;
            }
            catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failure)
            {
                core.Logger.LogRecoveryFailed(failure);
                await Task.Delay(TimeSpan.FromSeconds(1), core.Time, CancellationToken.None);
            }
        }
    }

    private async Task<int> InstancesAsync(CancellationToken cancellation)
    {
        var count = 0;
        var after = 0L;
        while (true)
        {
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

    private int TakeUpWork(CancellationToken cancellation)
    {
        var count = 0;
        var after = string.Empty;
        while (true)
        {
            cancellation.ThrowIfCancellationRequested();
            var page = core.Readers.Read(reader => reader.Work(after, Page));
            if (page.Count == 0) return count;
            count += page.Count;
            after = page[^1].Key;
            foreach (var work in page)
            {
                if (work is ActivityWork activity) core.Activities.Enqueue(activity);
                else core.StartChild((ChildWork)work);
            }
        }
    }
}
