using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Serverless.Workflows.Archive.Items;
using Serverless.Workflows.Extraction;
using Serverless.Workflows.Routing;
using Serverless.Workflows.Routing.Functions;
using Serverless.Workflows.Tenancy;
using Serverless.Workflows.Tenancy.Master;
using Process = Serverless.Workflows.Routing.Process;

namespace Serverless.Bench;

/// <summary>The command <c>rules</c>: a route with 12 stations and 60 rules, and the simulation of a changed one.</summary>
internal static class RulesBench
{
    private const int Stations = 12;
    private const int RulesPerStation = 5;
    private static readonly DateTimeOffset Now = new(2026, 3, 31, 8, 0, 0, TimeSpan.Zero);

    public static Command Command()
    {
        var json = new Option<FileInfo?>("--json") { Description = "Also write the figures to this file." };
        var seconds = new Option<double>("--seconds") { Description = "How long to measure.", DefaultValueFactory = _ => 4 };
        var items = new Option<int>("--items") { Description = "How many items to simulate.", DefaultValueFactory = _ => 10_000 };
        var command = new Command("rules", "Rule evaluation.") { json, seconds, items };
        command.SetAction(async (parsed, cancellation) =>
        {
            var (measured, bytes) = Rate(TimeSpan.FromSeconds(parsed.GetValue(seconds)));
            var rate = Math.Round(measured);
            var simulated = parsed.GetValue(items);
            var took = Math.Round(SimulationSeconds(simulated), 3);
            Console.WriteLine(FormattableString.Invariant(
                $"{rate:0} evaluations a second on one core, each over {Stations} stations and {Stations * RulesPerStation} rules and {bytes} bytes of memory"));
            Console.WriteLine(FormattableString.Invariant($"{simulated} items simulated in {took:0.000} s"));
            if (parsed.GetValue(json) is { } file)
            {
                var figures = JsonSerializer.Serialize(new
                {
                    evaluationsPerSecond = rate,
                    simulation = new { items = simulated, seconds = took },
                });
                await File.WriteAllTextAsync(file.FullName, figures + "\n", cancellation);
            }
        });
        return command;
    }

    /// <summary>Each evaluation passes eleven stations that are skipped and stops at the twelfth, so that all sixty rules
    /// are looked at and told in the trace. Counted is the processor's time, collecting memory included, so that whatever
    /// else runs on the machine matters little.</summary>
    private static (double PerSecond, long Bytes) Rate(TimeSpan time)
    {
        var inputs = Enumerable.Range(0, 256).Select(i => Input(i, Sample(5000))).ToArray();
        var process = inputs[0].Process;
        for (var i = 0; i < inputs.Length; i++) inputs[i] = inputs[i] with { Process = process };
        for (var i = 0; i < 20_000; i++) Check(RouteEvaluation.Decide(inputs[i % inputs.Length]));

        var (done, begin, allocated) = (0L, Environment.CpuUsage.TotalTime, GC.GetAllocatedBytesForCurrentThread());
        while (Environment.CpuUsage.TotalTime - begin < time)
        {
            for (var i = 0; i < inputs.Length; i++) Check(RouteEvaluation.Decide(inputs[i]));
            done += inputs.Length;
        }

        var used = Environment.CpuUsage.TotalTime - begin;
        return (done / used.TotalSeconds, (GC.GetAllocatedBytesForCurrentThread() - allocated) / done);
    }

    private static double SimulationSeconds(int items)
    {
        var (present, candidate) = (Sample(5000), Sample(4000));
        var inputs = Enumerable.Range(0, items).Select(i => Input(i, present)).ToList();
        var watch = Stopwatch.StartNew();
        var differing = Simulation.Compare(candidate, inputs).Count();
        Console.WriteLine(FormattableString.Invariant($"{differing} of them would go another way"));
        return watch.Elapsed.TotalSeconds;
    }

    private static void Check(RouteOutcome outcome)
    {
        if (outcome.Station?.Sequence != Stations || outcome.Trace.Count < Stations * RulesPerStation)
            throw new InvalidOperationException("The evaluation does not do what is measured.");
    }

    internal static Process Sample(int limit)
    {
        var rules = new List<Rule>();
        var stations = new List<Station>();
        for (var s = 1; s <= Stations; s++)
        {
            Rule Named(int number, Match match, params Condition[] conditions) => new()
            {
                Id = $"r{s}-{number}",
                Name = $"Regel {s}.{number}",
                Kind = RouteKind.Invoice,
                Match = match,
                Conditions = conditions,
            };
            rules.Add(Named(1, Match.All, When("grossTotal", Operator.Less, $"{limit + s}"), When("currency", Operator.In, "EUR", "CHF")));
            rules.Add(Named(2, Match.All, When("coding.costType", Operator.Equal, $"{s * 10}"), When("property", Operator.NotEmpty)));
            rules.Add(Named(3, Match.Any, When("supplier.name", Operator.Contains, "werke"), When("dueDate", Operator.LessOrEqual, "today+5wd")));
            rules.Add(Named(4, Match.All, new Condition { Field = "grossTotal", Operator = Operator.Greater, OtherField = "purchaseOrder.value" }));
            rules.Add(Named(5, Match.All, When("fn.skontosatz", Operator.GreaterOrEqual, $"{s}")));
            string[] actions = [s == Stations ? "hinweis" : "auslassen", "hinweis", "warnung", "warnung", "hinweis"];
            stations.Add(new Station
            {
                Sequence = s,
                Name = $"Station {s}",
                Assignee = new AssigneeChoice { Person = "anna" },
                Rules = [.. actions.Select((action, i) => new RuleUse { Sequence = i + 1, Rule = $"r{s}-{i + 1}", Action = action })],
            });
        }

        return new Process
        {
            Rules = rules,
            Functions = [new ScalarFunction { Name = "skontosatz", Type = FieldType.Number, Expression = "round((grossTotal - netTotal) / netTotal * 100, 1)" }],
            Actions =
            [
                new SkipStation { Id = "auslassen", Name = "Ohne Bearbeitung" },
                new ShowNote { Id = "hinweis", Name = "Hinweis", Text = "Bitte beachten." },
                new ShowWarning { Id = "warnung", Name = "Warnung", Text = "Bitte prüfen." },
            ],
            Routes = [new Route { Id = "r", Name = "Rechnung", Kind = RouteKind.Invoice, Stations = stations }],
        };
    }

    private static Condition When(string field, Operator op, params string[] values) =>
        new() { Field = field, Operator = op, Value = values.Length > 0 ? RuleValue.Of(values) : null };

    internal static RouteInput Input(int number, Process process)
    {
        var gross = (100 + (number % 4900)).ToString(CultureInfo.InvariantCulture);
        return new RouteInput
        {
            Item = new Item
            {
                Id = number.ToString("x32", CultureInfo.InvariantCulture),
                Tenant = "t",
                Kind = RouteKind.Invoice,
                Route = new RouteRef("r", "v"),
                Origin = new ItemOrigin("mail", "x@lieferant.example", "Rechnung", "00", null),
                Cover = new CoverSheet { Property = "47", Supplier = "70001", PurchaseOrder = "A-1" },
                Coding = [new CodingLine(gross, "4210", "9", null, "30", "47", null, null, null)],
                Fields = new Dictionary<string, Field>
                {
                    ["grossTotal"] = Of(gross),
                    ["netTotal"] = Of("84.03"),
                    ["currency"] = Of("EUR"),
                    ["dueDate"] = Of("2026-04-30"),
                },
            },
            Linked = new LinkedRecords(
                new Supplier { Number = "70001", Name = "Stadtwerke" }, new PurchaseOrder { Number = "A-1", Supplier = "70001", Value = 2000 },
                new Property { Number = "47", Name = "Lindenstraße", Client = "weg" }),
            Process = process,
            Settings = House,
            NowUtc = Now,
        };

        static Field Of(string value) => new(value, FieldSource.Einvoice, 1, null);
    }

    internal static readonly Settings House = new()
    {
        Name = "Haus",
        Country = "DE",
        State = "BE",
        Mail = new MailSettings { FromName = "Haus", FromAddress = "a@haus.example" },
        People = [new Person { Id = "anna", Name = "Anna", Mail = "anna@haus.example" }],
        Clients = [],
        Sources = [],
        RouteSources = [],
        Global = new GlobalSettings { FallbackAssignee = "anna" },
    };
}
