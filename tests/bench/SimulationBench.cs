using System.CommandLine;
using System.Diagnostics;
using System.Text.Json;
using Serverless.Local.Stores;
using Serverless.Workflows.Approval;
using Serverless.Workflows.Archive.Audit;
using Serverless.Workflows.Archive.Items;
using Serverless.Workflows.Archive.Lists;
using Serverless.Workflows.Extraction;
using Serverless.Workflows.Routing;
using Serverless.Workflows.Tenancy;
using Serverless.Workflows.Tenancy.Master;
using Process = Serverless.Workflows.Routing.Process;

namespace Serverless.Bench;

/// <summary>The command <c>simulate</c>: a changed process against the past items of a store on disk, as the API does it.
/// The route has 12 stations and 60 rules; every item has ten lines, supplier, order and property on record, and a status and an invoice group, of which is on record
/// who gave them.</summary>
internal static class SimulationBench
{
    private const string Tenant = "bench";

    public static Command Command()
    {
        var items = new Option<int>("--items") { Description = "How many past items.", DefaultValueFactory = _ => 10_000 };
        var json = new Option<FileInfo?>("--json") { Description = "Also write the figures to this file." };
        var command = new Command("simulate", "Simulation over past items of a store on disk.") { items, json };
        command.SetAction(async (parsed, cancellation) =>
        {
            var folder = Directory.CreateTempSubdirectory("simulate-");
            try
            {
                await RunAsync(folder.FullName, parsed.GetValue(items), parsed.GetValue(json), cancellation);
            }
            finally
            {
                folder.Delete(recursive: true);
            }
        });
        return command;
    }

    private static async Task RunAsync(string folder, int count, FileInfo? json, CancellationToken cancellation)
    {
        await using var records = new SqliteRecordStore(Path.Combine(folder, "records.db"));
        var store = new ItemStore(records, new FileDocumentStore(Path.Combine(folder, "documents")), new Cursors(), TimeProvider.System);
        var processes = new ProcessStore(records);
        var (present, candidate) = (OfTenant(RulesBench.Sample(5000)), OfTenant(RulesBench.Sample(4000)));
        await FillAsync(store, processes, new MasterData(records), present, count, cancellation);

        // A process of its own would start with empty caches too.
        var book = new ItemBook(store, new ItemJournal(store, records), new AuditTrail(records, TimeProvider.System));
        var simulator = new Simulator(book, new ProcessStore(records), new MasterData(records), TimeProvider.System);
        GC.Collect();
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var processor = Environment.CpuUsage.TotalTime;
        var (watch, looked, different, most) = (Stopwatch.StartNew(), 0, 0, 0L);
        await foreach (var batch in simulator.RunAsync(present, candidate, new SimulationFilter(null, null, count), cancellation))
        {
            (looked, different) = (looked + batch.Looked, different + batch.Different.Count);
            most = Math.Max(most, GC.GetTotalMemory(forceFullCollection: false) - before);
        }

        var seconds = Math.Round(watch.Elapsed.TotalSeconds, 2);
        var worked = (Environment.CpuUsage.TotalTime - processor).TotalSeconds;
        if (looked != count) throw new InvalidOperationException($"{looked} of {count} items were looked at.");
        Console.WriteLine(FormattableString.Invariant(
            $"{looked} past items simulated in {seconds:0.00} s ({worked:0.00} s of processor time), {different} of them different, at most {most / 1048576} MB more in use before a collection"));
        if (json is not null)
            await File.WriteAllTextAsync(json.FullName, JsonSerializer.Serialize(new { simulation = new { items = looked, seconds } }) + "\n", cancellation);
    }

    private static async Task FillAsync(
        ItemStore store, ProcessStore processes, MasterData master, Tenant present, int count, CancellationToken cancellation)
    {
        var version = await processes.KeepAsync(Tenant, present.Process, cancellation);
        var sample = RulesBench.Input(0, present.Process).Linked;
        for (var i = 0; i < 500; i++)
        {
            await master.Suppliers(Tenant).PutAsync(sample.Supplier! with { Number = $"S{i}" }, cancellation);
            await master.PurchaseOrders(Tenant).PutAsync(sample.PurchaseOrder! with { Number = $"A{i}", Supplier = $"S{i}" }, cancellation);
            await master.Properties(Tenant).PutAsync(sample.Property! with { Number = $"P{i}" }, cancellation);
        }

        var lines = Enumerable.Range(1, 10).Select(n => new InvoiceLine(
            $"{n}", "Wartung der Heizungsanlage", "laut Vertrag", "1", "HUR", "84.00", null, "84.00", "S", "19", null, null, null, null)).ToList();
        await Parallel.ForAsync(0, count, new ParallelOptions { MaxDegreeOfParallelism = 32, CancellationToken = cancellation }, async (i, stop) =>
        {
            var received = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero).AddMinutes(i);
            var item = RulesBench.Input(i, present.Process).Item with
            {
                Tenant = Tenant,
                Lines = lines,
                Cover = new CoverSheet { Supplier = $"S{i % 500}", PurchaseOrder = $"A{i % 500}", Property = $"P{i % 500}", InvoiceGroup = "g" },
                ReviewStatus = "auto",
                Route = new RouteRef("r", version),
                Status = ItemStatus.Completed,
                Stage = ItemStage.Ended,
                ReceivedUtc = received,
                EndedUtc = received.AddDays(5),
            };
            await store.InsertAsync(new ItemChange(item, ItemChange.System, "received")
            {
                Rows =
                [
                    StatusRows.Insert(1, new GivenStatus("auto", "Automatik", ItemChange.System, null, received, 1, "A", "rule", null)),
                    EditRows.Insert(1, new Edit(ItemChange.System, received, [new FieldChange("invoiceGroup", null, "g")])),
                ],
            }, stop);
        });
    }

    private static Tenant OfTenant(Process process) => new() { Id = Tenant, Settings = RulesBench.House, Process = process };

    /// <summary>Nothing here leaves the process.</summary>
    private sealed class Cursors : ICursorSigner
    {
        public string Sign(string tenant, string text) => text;

        public string? Read(string tenant, string cursor) => cursor;
    }
}
