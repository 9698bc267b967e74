using System.Text.Json;
using Serverless.Workflows.Archive.Records;

namespace Serverless.Web.SignIn;

/// <summary>Remembers which sign-in links were used and how many each person was sent.</summary>
internal sealed class SignInBook(WebServices services, WebOptions options)
{
    private const string Used = "used";
    private const int SweptAtOnce = 50;
    private const int Attempts = 5;

    /// <summary>Marks a link as used; false where it was used before.</summary>
    public async Task<bool> UseAsync(string tenant, string nonce, DateTimeOffset expires, CancellationToken cancellation)
    {
        var partition = Keys.Join(tenant, "signin");
        var key = Keys.Join(Used, Keys.Number(expires.ToUnixTimeSeconds(), 12), nonce);
        var written = await services.Records.WriteAsync(partition, [new RowWrite.Insert(key, "{}")], cancellation);
        if (written.Written) await SweepAsync(partition, cancellation);
        return written.Written;
    }

    /// <summary>Counts one more link for a person; false where the hour's number is reached.</summary>
    public async Task<bool> MaySendAsync(string tenant, string person, CancellationToken cancellation)
    {
        var partition = Keys.Join(tenant, "signin");
        var key = Keys.Join("sent", person);
        var now = services.Clock.GetUtcNow();
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var row = await services.Records.GetAsync(partition, key, cancellation);
            var times = (row is null ? [] : JsonSerializer.Deserialize<List<DateTimeOffset>>(row.Json)!)
                .Where(time => time > now.AddHours(-1)).ToList();
            if (times.Count >= options.SignInMailsPerHour) return false;

            var json = JsonSerializer.Serialize(times.Append(now));
            var written = await services.Records.WriteAsync(partition,
                [row is null ? new RowWrite.Insert(key, json) : new RowWrite.Replace(key, json, row.ETag)], cancellation);
            if (written.Written) return true;
        }

        // So many at once for one person is what the limit is against.
        return false;
    }

    // A link whose time is over is refused for that; its row is no longer needed.
    private async Task SweepAsync(string partition, CancellationToken cancellation)
    {
        var now = services.Clock.GetUtcNow().ToUnixTimeSeconds();
        var range = new RowRange(Keys.Prefix(Used), Keys.Join(Used, Keys.Number(now, 12)));
        var old = await services.Records.QueryAsync(partition, range, SweptAtOnce, null, cancellation);
        if (old.Rows.Count > 0)
            await services.Records.WriteAsync(partition, [.. old.Rows.Select(row => new RowWrite.Delete(row.Key))], cancellation);
    }
}
