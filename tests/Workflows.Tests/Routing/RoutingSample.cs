using Serverless.Workflows.Archive.Items;
using Serverless.Workflows.Extraction;
using Serverless.Workflows.Routing;
using Serverless.Workflows.Tenancy;
using Serverless.Workflows.Tenancy.Master;

namespace Serverless.Workflows.Tests.Routing;

/// <summary>A small house to walk items through.</summary>
internal static class RoutingSample
{
    public static readonly DateTimeOffset Now = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    public static Settings Settings(params Person[] people) => new()
    {
        Name = "Haus",
        Country = "DE",
        Mail = new MailSettings { FromName = "Haus", FromAddress = "a@haus.example" },
        Roles = [new Role { Id = "hv", Name = "Hausverwalter" }],
        People = people.Length > 0 ? people : [Person("clerk"), Person("hv"), Person("hv2"), Person("boss"), Person("books")],
        Clients = [],
        Sources = [new HttpSource { Id = "mail", Name = "Postfach" }],
        RouteSources = [],
        Global = new GlobalSettings { FallbackAssignee = "boss" },
    };

    public static Person Person(string id, bool active = true) =>
        new() { Id = id, Name = id.ToUpperInvariant(), Mail = id + "@haus.example", Active = active };

    public static Property Property(string number, string? holder, string? backup = null) => new()
    {
        Number = number,
        Name = "Objekt",
        Client = "weg",
        RoleHolders = new Dictionary<string, RoleHolder> { ["hv"] = new(holder, backup) },
    };

    public static Item Item(params (string Field, string Value)[] fields) => new()
    {
        Id = "1",
        Tenant = "t",
        Kind = "invoice",
        Route = new RouteRef("r", "v"),
        Origin = new ItemOrigin("mail", "x@lieferant.example", "Rechnung", "00", null),
        Fields = fields.ToDictionary(field => field.Field, field => new Field(field.Value, FieldSource.Einvoice, 1, null)),
    };

    public static Station Station(int sequence, string name, AssigneeChoice? assignee, params RuleUse[] rules) =>
        new() { Sequence = sequence, Name = name, Assignee = assignee, Rules = rules };

    public static AssigneeChoice To(string person) => new() { Person = person };

    public static AssigneeChoice Holder(string? backup = null) => new() { Role = "hv", Backup = backup };

    public static Rule Rule(string id, params Condition[] conditions) =>
        new() { Id = id, Name = id, Kind = "invoice", Conditions = conditions };

    public static Condition When(string field, Operator op, params string[] values) =>
        new() { Field = field, Operator = op, Value = values.Length > 0 ? RuleValue.Of(values) : null };

    public static Condition Always { get; } = new() { Operator = Operator.Always };

    public static RuleUse Use(int sequence, string rule, string action, bool active = true) =>
        new() { Sequence = sequence, Rule = rule, Action = action, Active = active };

    public static Process Process(Route route, IReadOnlyList<Rule> rules, params RuleAction[] actions) =>
        new() { Routes = [route], Rules = rules, Actions = actions };

    public static Route Route(params Station[] stations) =>
        new() { Id = "r", Name = "Rechnung", Kind = "invoice", Stations = stations };

    public static RouteInput Input(Process process, Item? item = null, Property? property = null) => new()
    {
        Item = item ?? Item(),
        Linked = new LinkedRecords(Property: property),
        Process = process,
        Settings = Settings(),
        NowUtc = Now,
    };

    public static RouteInput At(this RouteInput input, int sequence) =>
        input with { Item = input.Item with { Station = new StationRef(sequence, "x", Now) } };

    public static RuleSubject Subject(this RouteInput input) => new(
        input.Item, input.Linked, input.Settings, input.Settings.DateAt(input.NowUtc), input.Process);
}
