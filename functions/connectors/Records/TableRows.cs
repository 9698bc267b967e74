using System.Text;
using Azure;
using Azure.Data.Tables;
using Serverless.Workflows.Archive.Records;

namespace Serverless.Connectors.Records;

/// <summary>
/// Rows as entities. The JSON is in binary properties of at most 64 KiB each, as UTF-8: as text, of which the service
/// counts two bytes a character and a request six for each that it escapes, the largest row and batch would not fit.
/// </summary>
internal static class TableRows
{
    /// <summary>Names the write that made the row as it is.</summary>
    public const string Stamp = "write";

    private const string Part = "json";
    private const int PartBytes = 64 * 1024;

    public static TableEntity Entity(string partition, string key, string json, string stamp)
    {
        var entity = new TableEntity(partition, key) { [Stamp] = stamp };
        var bytes = Encoding.UTF8.GetBytes(json);
        for (int at = 0, part = 0; at < bytes.Length || part == 0; at += PartBytes, part++)
            entity[Part + part] = bytes.AsSpan(at, Math.Min(PartBytes, bytes.Length - at)).ToArray();
        return entity;
    }

    public static Row Row(TableEntity entity)
    {
        var bytes = new MemoryStream();
        for (var part = 0; entity.GetBinary(Part + part) is { } piece; part++) bytes.Write(piece);
        return new Row(entity.RowKey, Encoding.UTF8.GetString(bytes.GetBuffer(), 0, (int)bytes.Length), entity.ETag.ToString());
    }

    /// <summary>What the row is written as; the condition is the service's.</summary>
    public static TableTransactionAction Action(string partition, RowWrite write, string stamp) => write switch
    {
        RowWrite.Insert insert => new TableTransactionAction(
            TableTransactionActionType.Add, Entity(partition, write.Key, insert.Json, stamp)),
        RowWrite.Replace replace => new TableTransactionAction(
            TableTransactionActionType.UpdateReplace, Entity(partition, write.Key, replace.Json, stamp), new ETag(replace.ETag)),
        RowWrite.Put put => new TableTransactionAction(
            TableTransactionActionType.UpsertReplace, Entity(partition, write.Key, put.Json, stamp)),
        RowWrite.Delete delete => new TableTransactionAction(
            TableTransactionActionType.Delete, new TableEntity(partition, write.Key),
            delete.ETag is null ? ETag.All : new ETag(delete.ETag)),
        _ => throw new ArgumentException($"{write.GetType().Name} is no write that a store knows.", nameof(write)),
    };

    public static string Filter(string partition, RowRange range, string? after)
    {
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {partition}");
        if (after is not null && (range.From is null || string.CompareOrdinal(after, range.From) >= 0))
            filter += TableClient.CreateQueryFilter($" and RowKey gt {after}");
        else if (range.From is not null)
            filter += TableClient.CreateQueryFilter($" and RowKey ge {Bound(range.From)}");
        return range.To is null ? filter : filter + TableClient.CreateQueryFilter($" and RowKey lt {Bound(range.To)}");
    }

    // The service takes no control character; what stands in for it sorts behind every key too.
    private static string Bound(string bound) => bound is [.. var start, '\x7f'] ? start + 'ÿ' : bound;
}
