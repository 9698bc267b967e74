using Serverless.Workflows.Routing.Rules;
using Serverless.Workflows.Tenancy;

namespace Serverless.Workflows.Routing;

/// <summary>Rules, actions and assignees as sentences for people, German.</summary>
public static class RuleWords
{
    /// <summary>What a rule that always holds reads as.</summary>
    public const string Always = "immer";

    /// <summary>When a rule holds, for example <c>Bruttobetrag &lt; 5.000,00 und Objektnummer = „47“</c>.</summary>
    public static string Of(Rule rule) => Group(rule.Conditions, rule.Match == Match.All);

    /// <summary>What an action does.</summary>
    /// <param name="action">The action.</param>
    /// <param name="process">Where the names of routes and groups stand.</param>
    /// <param name="settings">Where the names of people and roles stand.</param>
    public static string Of(RuleAction action, Process process, Settings settings) => action switch
    {
        SkipStation => "Station ohne Bearbeitung auslassen",
        SetAssignee set => "Bearbeiter: " + Of(set.Assignee, settings),
        ShowNote note => $"Notiz: „{note.Text}“",
        ShowWarning warning => $"Warnung: „{warning.Text}“",
        AssignRoute assign => $"Leitungsweg „{process.Route(assign.Route)?.Name ?? assign.Route}“ zuweisen",
        SetInvoiceGroup set => $"Rechnungskreis „{GroupName(set.Group, process)}“ setzen, wenn keiner gesetzt ist",
        SetReviewStatus set => $"Status „{process.ReviewStatus(set.Status)?.Name ?? set.Status}“ vergeben",
        RequireFields require => "Pflichtfelder: " + string.Join(", ", require.Fields.Select(ItemFieldLabels.Of)),
        CallPosting call => $"Übergabe an „{ConnectorName(call.Connector, settings)}“",
        Hold hold => $"Anhalten: „{hold.Text}“",
        _ => action.Name,
    };

    /// <summary>Who is to have an item.</summary>
    public static string Of(AssigneeChoice choice, Settings settings)
    {
        var who = choice.Person is { } person
            ? PersonName(person, settings)
            : $"{settings.Role(choice.Role)?.Name ?? choice.Role} des Objekts";
        return choice.Backup is { } backup ? $"{who} (Ersatz: {PersonName(backup, settings)})" : who;
    }

    private static string PersonName(string id, Settings settings) => settings.Person(id)?.Name ?? id;

    private static string GroupName(string id, Process process) =>
        process.InvoiceGroups.FirstOrDefault(group => group.Id == id)?.Name ?? id;

    private static string ConnectorName(string id, Settings settings) =>
        settings.Connectors.FirstOrDefault(connector => connector.Id == id)?.Name ?? id;

    private static string Group(IReadOnlyList<Condition> conditions, bool all) =>
        string.Join(all ? " und " : " oder ", conditions.Select(Of));

    private static string Of(Condition condition)
    {
        if (condition.All is { } all) return $"({Group(all, all: true)})";
        if (condition.Any is { } any) return $"({Group(any, all: false)})";
        if (condition.Operator is not { } op || op == Operator.Always || condition.Field is not { } name) return Always;

        var field = RuleFields.Find(name);
        var text = $"{field?.Label ?? name} {ComparisonCondition.Words[op]}";
        if (condition.OtherField is { } other) return $"{text} {RuleFields.Find(other)?.Label ?? other}";
        if (condition.Value is not { Texts.Count: > 0 } value) return text;

        var shown = value.Texts.Select(one => Value(field, one));
        return $"{text} {string.Join(" / ", shown)}";
    }

    // The type of a function is known to its process only; its values read well as they are written.
    private static string Value(RuleField? field, string text)
    {
        if (field is null) return text is "true" ? "ja" : text is "false" ? "nein" : text;
        if (field.Type == FieldType.Date && RelativeDay.Parse(text) is { } day) return Relative(day);
        return ComparisonCondition.Shown(field.Type, text);
    }

    private static string Relative(RelativeDay day)
    {
        var unit = day.WorkingDays ? "Arbeitstage" : "Tage";
        return day.Days switch
        {
            0 => "heute",
            > 0 => $"heute + {day.Days} {unit}",
            _ => $"heute − {-day.Days} {unit}",
        };
    }
}
