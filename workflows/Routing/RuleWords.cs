using Serverless.Workflows.Approval.Mails;
using Serverless.Workflows.Routing.Rules;
using Serverless.Workflows.Tenancy;

namespace Serverless.Workflows.Routing;

/// <summary>Rules, actions and assignees as sentences for people, with the names of what they refer to; an id stands only
/// where nothing is called so any more.</summary>
/// <param name="process">Where the names of routes, groups and statuses stand.</param>
/// <param name="settings">Where the names of people, roles, clients and the like stand.</param>
/// <param name="language">The reader's: <c>de</c> or <c>en</c>. What administrators wrote stays as they wrote it.</param>
public sealed class RuleWords(Process process, Settings settings, string language = "de")
{
    private static readonly IReadOnlyDictionary<Operator, string> English = new Dictionary<Operator, string>
    {
        [Operator.Contains] = "contains",
        [Operator.NotContains] = "does not contain",
        [Operator.StartsWith] = "begins with",
        [Operator.EndsWith] = "ends with",
        [Operator.In] = "in",
        [Operator.NotIn] = "not in",
        [Operator.Empty] = "is empty",
        [Operator.NotEmpty] = "is not empty",
    };

    private readonly bool _english = Spoken.IsEnglish(language);

    /// <summary>The names of properties and suppliers, by <c>property</c> or <c>supplier</c> and number; a number without
    /// one stands alone.</summary>
    public IReadOnlyDictionary<(string Kind, string Number), string> Masters { get; init; } =
        new Dictionary<(string, string), string>();

    /// <summary>What a rule that always holds reads as.</summary>
    public string Always => Say("immer", "always");

    /// <summary>The properties and suppliers that rules name by their numbers.</summary>
    public static IReadOnlyCollection<(string Kind, string Number)> MastersIn(Process process) =>
    [
        .. process.Rules.SelectMany(rule => Below(rule.Conditions))
            .Where(condition => condition is { Field: not null, Value: not null } && RuleNames.MasterOf(condition.Field) is not null)
            .SelectMany(condition => condition.Value!.Texts.Select(text => (RuleNames.MasterOf(condition.Field!)!, text))).Distinct(),
    ];

    /// <summary>When a rule holds, for example <c>Bruttobetrag &lt; 5.000,00 und Objektnummer = „47“</c>.</summary>
    public string Of(Rule rule) => Group(rule.Conditions, rule.Match == Match.All);

    /// <summary>What an action does.</summary>
    public string Of(RuleAction action) => action switch
    {
        SkipStation => Say("Station ohne Bearbeitung auslassen", "pass by the station without processing"),
        SetAssignee set => Say("Bearbeiter: ", "assignee: ") + Of(set.Assignee),
        ShowNote note => Say("Notiz: ", "note: ") + Quoted(note.Text),
        ShowWarning warning => Say("Warnung: ", "warning: ") + Quoted(warning.Text),
        AssignRoute assign => Named(
            process.Route(assign.Route)?.Name ?? assign.Route, "Leitungsweg „{0}“ zuweisen", "assign the route “{0}”"),
        SetInvoiceGroup set => Of(set),
        SetReviewStatus set => Named(
            process.ReviewStatus(set.Status)?.Name ?? set.Status, "Status „{0}“ vergeben", "give the status “{0}”"),
        RequireFields require => Say("Pflichtfelder: ", "required fields: ") + string.Join(", ", require.Fields.Select(FieldLabel)),
        CallPosting call => Named(ConnectorName(call.Connector), "Übergabe an „{0}“", "hand over to “{0}”"),
        Hold hold => Say("Anhalten: ", "hold: ") + Quoted(hold.Text),
        _ => action.Name,
    };

    /// <summary>Who is to have an item.</summary>
    public string Of(AssigneeChoice choice)
    {
        var role = settings.Role(choice.Role)?.Name ?? choice.Role;
        var who = choice.Person is { } person ? PersonName(person) : Say($"{role} des Objekts", $"{role} of the property");
        return choice.Backup is { } backup ? $"{who} ({Say("Ersatz", "backup")}: {PersonName(backup)})" : who;
    }

    /// <summary>What an item's field is called.</summary>
    public string FieldLabel(string field) => (_english ? EnglishLabels.Of(field) : null) ?? RequiredNames.LabelOf(field);

    private string Of(SetInvoiceGroup set)
    {
        var group = process.InvoiceGroups.FirstOrDefault(group => group.Id == set.Group);
        return group?.Kind == RouteKind.Mail
            ? Named(group.Name, "Postkreis „{0}“ setzen, wenn keiner gesetzt ist", "set the mail group “{0}” where none is set")
            : Named(group?.Name ?? set.Group, "Rechnungskreis „{0}“ setzen, wenn keiner gesetzt ist", "set the invoice group “{0}” where none is set");
    }

    private string PersonName(string id) => settings.Person(id)?.Name ?? id;

    private string ConnectorName(string id) => settings.Connectors.FirstOrDefault(connector => connector.Id == id)?.Name ?? id;

    private string Group(IReadOnlyList<Condition> conditions, bool all) =>
        string.Join(all ? Say(" und ", " and ") : Say(" oder ", " or "), conditions.Select(Of));

    private string Of(Condition condition)
    {
        if (condition.All is { } all) return $"({Group(all, all: true)})";
        if (condition.Any is { } any) return $"({Group(any, all: false)})";
        if (condition.Operator is not { } op || op == Operator.Always || condition.Field is not { } name) return Always;

        var field = RuleFields.Find(name);
        var text = $"{Label(field, name)} {(_english ? English.GetValueOrDefault(op) : null) ?? ComparisonCondition.Words[op]}";
        if (condition.OtherField is { } other) return $"{text} {Label(RuleFields.Find(other), other)}";
        if (condition.Value is not { Texts.Count: > 0 } value) return text;
        return $"{text} {string.Join(" / ", value.Texts.Select(one => Value(field, one)))}";
    }

    private string Label(RuleField? field, string name) =>
        field is null ? name : (_english ? EnglishLabels.Of(field.Name) : null) ?? field.Label;

    // The type of a function is known to its process only; its values read well as they are written.
    private string Value(RuleField? field, string text)
    {
        if (field is null) return text is "true" ? Say("ja", "yes") : text is "false" ? Say("nein", "no") : text;
        if (field.Type == FieldType.Date && RelativeDay.Parse(text) is { } day) return Relative(day);
        if (RuleNames.Refers(field)) return Quoted(RuleNames.Of(field, text, process, settings, _english));
        if (RuleNames.MasterOf(field.Name) is { } kind && Masters.GetValueOrDefault((kind, text)) is { } name)
            return $"{Quoted(text)} ({name})";
        if (!_english) return ComparisonCondition.Shown(field.Type, text);
        return field.Type switch
        {
            FieldType.Money => Spoken.Amount(text, language),
            FieldType.Date => Spoken.Day(text, language),
            FieldType.YesNo => text == "true" ? "yes" : "no",
            FieldType.Text => Quoted(text),
            _ => text,
        };
    }

    private string Relative(RelativeDay day)
    {
        var unit = day.WorkingDays ? Say("Arbeitstage", "working days") : Say("Tage", "days");
        return day.Days switch
        {
            0 => Say("heute", "today"),
            > 0 => $"{Say("heute", "today")} + {day.Days} {unit}",
            _ => $"{Say("heute", "today")} − {-day.Days} {unit}",
        };
    }

    private static IEnumerable<Condition> Below(IEnumerable<Condition> conditions) => conditions.SelectMany(condition =>
        Below([.. condition.All ?? [], .. condition.Any ?? []]).Prepend(condition));

    private string Named(string name, string german, string inEnglish) =>
        Say(german, inEnglish).Replace("{0}", name, StringComparison.Ordinal);

    private string Quoted(string text) => _english ? $"“{text}”" : $"„{text}“";

    private string Say(string german, string inEnglish) => _english ? inEnglish : german;
}
