using System.Globalization;
using Serverless.Workflows.Archive.Records;
using Serverless.Workflows.Approval;
using Serverless.Workflows.Tenancy.Demo;

namespace Serverless.Local.Tests.Stores;

/// <summary>A clerk's request for a voucher number, and the death of the process right after one of its writes.</summary>
internal static class VoucherWorker
{
    /// <summary>The arguments: folder, the item's number, the range, and after which write to die (0: never). What was
    /// answered is noted outside.</summary>
    public static async Task RunAsync(string[] arguments)
    {
        var (folder, item) = (arguments[0], int.Parse(arguments[1], CultureInfo.InvariantCulture));
        var dieAfter = int.Parse(arguments[3], CultureInfo.InvariantCulture);
        await using var office = new VoucherOffice(folder, records => new DyingStore(records, dieAfter));
        var outcome = await office.Desk().DrawAsync(DemoTenant.Id, VoucherOffice.Id(item), "clara.winter", new NumberRequest(arguments[2]), default);
        await File.AppendAllTextAsync(Path.Combine(folder, "given"), $"{VoucherOffice.Id(item)} {outcome.Number}\n");
    }

    private sealed class DyingStore(IRecordStore records, int dieAfter) : IRecordStore
    {
        private int _writes;

        public Task<Row?> GetAsync(string partition, string key, CancellationToken cancellation) =>
            records.GetAsync(partition, key, cancellation);

        public Task<RowPage> QueryAsync(
            string partition, RowRange range, int pageSize, string? continuation, CancellationToken cancellation) =>
            records.QueryAsync(partition, range, pageSize, continuation, cancellation);

        public async Task<WriteResult> WriteAsync(
            string partition, IReadOnlyList<RowWrite> writes, CancellationToken cancellation)
        {
            var result = await records.WriteAsync(partition, writes, cancellation);
            if (++_writes == dieAfter) SelfKill.Now();
            return result;
        }
    }
}
