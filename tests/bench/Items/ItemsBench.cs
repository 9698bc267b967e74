using System.CommandLine;
using System.CommandLine.Parsing;
using System.Text.Json;

namespace Serverless.Bench.Items;

/// <summary>The command <c>items</c>: mails with an invoice each to a home that runs with the demo tenant, in either kind,
/// decided by the links of its mails until every item has ended.</summary>
internal static class ItemsBench
{
    public static Command Command()
    {
        var json = new Option<FileInfo?>("--json") { Description = "Also write the figures to this file." };
        var url = new Option<Uri>("--url")
        {
            Description = "The home's address.",
            Required = true,
            CustomParser = argument => ParseAddress(argument),
        };
        var tenant = new Option<string>("--tenant") { Description = "The tenant.", DefaultValueFactory = _ => "demo" };
        var ingest = new Option<string>("--ingest-token") { Description = "For deliveries.", Required = true };
        var api = new Option<string>("--api-token") { Description = "For looking at items.", Required = true };
        var outbox = new Option<DirectoryInfo?>("--outbox") { Description = "The folder where the home leaves its mails." };
        var smtp = new Option<int?>("--smtp") { Description = "Instead: the loopback port to take the home's mails at." };
        var items = new Option<int>("--items") { Description = "How many mails.", DefaultValueFactory = _ => 100 };
        var senders = new Option<int>("--senders") { Description = "How many at once.", DefaultValueFactory = _ => 8 };
        var limit = new Option<double>("--limit") { Description = "Give up after so many seconds.", DefaultValueFactory = _ => 600 };
        var command = new Command("items", "Items from the mail to the end, over HTTP, in either home.")
            { json, url, tenant, ingest, api, outbox, smtp, items, senders, limit };
        command.Validators.Add(result =>
        {
            if (result.GetValue(outbox) is null == result.GetValue(smtp) is null) result.AddError("Name either --outbox or --smtp.");
        });
        command.SetAction(async (parsed, cancellation) =>
        {
            using var time = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            time.CancelAfter(TimeSpan.FromSeconds(parsed.GetValue(limit)));
            using var home = new HomeClient(
                parsed.GetValue(url)!, parsed.GetValue(tenant)!, parsed.GetValue(ingest)!, parsed.GetValue(api)!);
            await using ILinkSource links = parsed.GetValue(outbox) is { } folder
                ? new OutboxFolder(folder) : new SmtpSink(parsed.GetValue(smtp)!.Value);
            var run = new ItemsRun(home, links, parsed.GetValue(items), parsed.GetValue(senders));
            try
            {
                var figures = await run.RunAsync(time.Token);
                foreach (var line in figures.ToText()) Console.WriteLine(line);
                if (parsed.GetValue(json) is { } file)
                {
                    var written = JsonSerializer.Serialize(figures, JsonSerializerOptions.Web);
                    await File.WriteAllTextAsync(file.FullName, written + "\n", cancellation);
                }

                return figures.Ended == figures.Items ? 0 : 1;
            }
            catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
            {
                await Console.Error.WriteLineAsync($"Not all items ended in time: {run.Progress}");
                return 1;
            }
        });
        return command;
    }

    private static Uri? ParseAddress(ArgumentResult argument)
    {
        if (Uri.TryCreate(argument.Tokens[0].Value, UriKind.Absolute, out var url) && (url.Scheme is "http" or "https")) return url;
        argument.AddError($"{argument.Tokens[0].Value} is no address; it should be like http://127.0.0.1:8080.");
        return null;
    }
}

/// <param name="Items">How many mails were delivered.</param>
/// <param name="Ended">How many items were completed.</param>
/// <param name="Decisions">How many decisions on these items were taken by links.</param>
/// <param name="DecisionsElsewhere">How many on items that an earlier run had left in the home.</param>
/// <param name="LinksOver">How many links came after the decision, as of a mail that was sent twice.</param>
/// <param name="Seconds">From the first delivery until the last item was seen completed.</param>
/// <param name="IngestMedianMs">Median time of a delivery.</param>
/// <param name="DecisionMedianMs">Median time of opening a link and deciding.</param>
internal sealed record ItemsFigures(
    int Items, int Ended, int Decisions, int DecisionsElsewhere, int LinksOver, double Seconds, double IngestMedianMs, double DecisionMedianMs)
{
    public double ItemsPerMinute => Math.Round(Ended / Seconds * 60, 1);

    public IEnumerable<string> ToText() =>
    [
        FormattableString.Invariant($"{Ended} of {Items} items completed by {Decisions} decisions in {Seconds:0.0} s: ")
            + FormattableString.Invariant($"{ItemsPerMinute:0.0} items a minute"),
        FormattableString.Invariant($"delivery {IngestMedianMs:0} ms, link and decision {DecisionMedianMs:0} ms (medians)"),
        .. Rest(),
    ];

    private IEnumerable<string> Rest()
    {
        if (DecisionsElsewhere > 0) yield return FormattableString.Invariant($"not counted: {DecisionsElsewhere} decisions on items of an earlier run");
        if (LinksOver > 0) yield return FormattableString.Invariant($"not counted: {LinksOver} links whose item was decided already");
    }

    public static double Median(IEnumerable<TimeSpan> times)
    {
        var sorted = times.Select(time => time.TotalMilliseconds).Order().ToArray();
        return sorted.Length == 0 ? 0 : Math.Round(sorted[sorted.Length / 2], 1);
    }
}
