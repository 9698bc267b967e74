using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Serverless.Workflows.Archive.Audit;
using Serverless.Workflows.Archive.Items;
using Serverless.Workflows.Archive.Records;
using Serverless.Workflows.Durable;

namespace Serverless.Workflows.Tests.Archive.Audit;

public sealed class AuditTrailTests
{
    private const string Tenant = "demo";
    private const string Item = "0123456789abcdef0123456789abcdef";
    private readonly MemoryRecordStore _records = new();
    private readonly AuditTrail _trail;

    public AuditTrailTests() => _trail = new AuditTrail(_records, new ManualTime());

    private static CancellationToken None => CancellationToken.None;

    [Fact]
    public async Task Entries_are_numbered_and_chained()
    {
        await AppendAsync("a");
        await AppendAsync("b", "c");

        var record = await _trail.ReadAsync(Tenant, Item, None);
        Assert.Equal([1, 2, 3], record.Entries.Select(entry => entry.Sequence));
        Assert.Equal(["a", "b", "c"], record.Entries.Select(entry => entry.What));
        Assert.Equal(AuditChain.Beginning(Tenant, Item), record.Entries[0].Previous);
        Assert.Equal(record.Entries[1].Hash, record.Entries[2].Previous);
        Assert.Equal(new AuditHead(3, record.Entries[2].Hash), record.Head);
        Assert.True((await _trail.VerifyAsync(Tenant, Item, None)).Intact);
    }

    [Fact]
    public async Task An_empty_trail_is_intact() =>
        Assert.True((await _trail.VerifyAsync(Tenant, Item, None)).Intact);

    [Fact]
    public void The_hash_is_over_the_documented_bytes()
    {
        var at = new DateTimeOffset(2026, 11, 21, 10, 30, 0, TimeSpan.FromHours(1));
        var entry = AuditChain.Next(Tenant, Item, new AuditHead(1, "00ff"), new AuditNote("änne", "x",
            new Dictionary<string, string> { ["b"] = "", ["a"] = "1" }), at);
        const string bytes = "4:00ff1:228:2026-11-21T09:30:00.0000000Z5:änne1:x1:21:a1:11:b0:";
        var expected = System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(bytes));
        Assert.Equal(Convert.ToHexStringLower(expected), entry.Hash);
    }

    [Fact]
    public async Task Many_writers_do_not_fork_it()
    {
        await Task.WhenAll(Enumerable.Range(0, 40).Select(i => Task.Run(() => AppendAsync($"{i}", $"{i}b"))));

        var record = await _trail.ReadAsync(Tenant, Item, None);
        Assert.Equal(80, record.Entries.Count);
        Assert.True(AuditVerifier.Verify(Tenant, Item, record).Intact);
    }

    [Fact]
    public void Any_text_comes_back_from_the_store_with_the_hash_it_had() =>
        Prop.ForAll<string, string, DateTime>((name, value, at) =>
        {
            var entry = AuditChain.Next(Tenant, Item, null,
                new AuditNote(value ?? "", name ?? "", new Dictionary<string, string> { [name ?? ""] = value ?? "\ud800" }),
                new DateTimeOffset(at.Ticks, TimeSpan.Zero));
            var stored = JsonSerializer.Serialize(entry, DurableJson.Options);
            return AuditChain.HashOf(DurableJson.Deserialize<AuditEntry>(stored)) == entry.Hash;
        }).Hold();

    public static TheoryData<string, int> Changes => new()
    {
        { "what", 2 }, { "by", 2 }, { "time", 2 }, { "detail", 2 }, { "sequence", 2 }, { "hash", 2 },
        { "rehashed", 3 }, { "removed", 2 }, { "last removed", 4 }, { "swapped", 2 }, { "other item", 1 },
        { "appended", 5 }, { "end removed", 1 }, { "all rehashed", 4 },
    };

    [Theory]
    [MemberData(nameof(Changes))]
    public async Task The_first_entry_that_was_changed_is_named(string change, int broken)
    {
        await AppendAsync("a", "b", "c", "d");
        var record = await _trail.ReadAsync(Tenant, Item, None);
        var entries = record.Entries.ToList();
        var second = entries[1];
        var head = record.Head;
        var item = Item;
        switch (change)
        {
            case "what": entries[1] = second with { What = "x" }; break;
            case "by": entries[1] = second with { By = "x" }; break;
            case "time": entries[1] = second with { AtUtc = second.AtUtc.AddTicks(1) }; break;
            case "detail": entries[1] = second with { Details = new Dictionary<string, string> { ["n"] = "x" } }; break;
            case "sequence": entries[1] = second with { Sequence = 7 }; break;
            case "hash": entries[1] = second with { Hash = entries[0].Hash }; break;
            case "rehashed": entries[1] = Rehash(second with { What = "x" }); break;
            case "removed": entries.RemoveAt(1); break;
            case "last removed": entries.RemoveAt(3); break;
            case "swapped": (entries[1], entries[2]) = (entries[2], entries[1]); break;
            case "other item": item = "f" + Item[1..]; break;
            case "appended":
                entries.Add(AuditChain.Next(Tenant, Item, head, new AuditNote("x", "x"), DateTimeOffset.UnixEpoch));
                break;
            case "end removed": head = null; break;
            case "all rehashed":
                for (var i = 1; i < entries.Count; i++)
                    entries[i] = Rehash(entries[i] with { By = "x", Previous = entries[i - 1].Hash });
                break;
        }

        var verdict = AuditVerifier.Verify(Tenant, item, new AuditRecord(entries, head));
        Assert.Equal(broken, verdict.FirstBroken);
        Assert.NotNull(verdict.Reason);
    }

    [Fact]
    public async Task A_row_changed_in_the_store_is_found()
    {
        await AppendAsync("a", "b", "c");
        var partition = ItemKeys.Partition(Tenant, Item);
        var row = await _records.GetAsync(partition, ItemKeys.Audit(2), None);
        await _records.WriteAsync(partition,
            [new RowWrite.Put(row!.Key, row.Json.Replace("\"b\"", "\"x\"", StringComparison.Ordinal))], None);

        Assert.Equal(2, (await _trail.VerifyAsync(Tenant, Item, None)).FirstBroken);
    }

    private static AuditEntry Rehash(AuditEntry entry) => entry with { Hash = AuditChain.HashOf(entry) };

    private Task AppendAsync(params string[] whats) => _trail.AppendAsync(Tenant, Item,
        [.. whats.Select(what => new AuditNote("anna", what, new Dictionary<string, string> { ["n"] = what }))], None);
}
