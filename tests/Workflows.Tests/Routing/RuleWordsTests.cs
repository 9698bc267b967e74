using Serverless.Workflows.Routing;
using Serverless.Workflows.Tenancy;
using static Serverless.Workflows.Tests.Routing.RoutingSample;

namespace Serverless.Workflows.Tests.Routing;

public class RuleWordsTests
{
    private static readonly RuleWords German = new(Process(Route(), []), Settings());

    [Fact]
    public void Rules_read_as_sentences()
    {
        var rule = Rule("r", When("grossTotal", Operator.Less, "5000"), When("currency", Operator.In, "EUR", "CHF"),
            new Condition { Any = [When("dueDate", Operator.LessOrEqual, "today+5wd"), When("property", Operator.Empty), When("isDuplicate", Operator.Equal, "true")] },
            new Condition { Field = "grossTotal", Operator = Operator.Greater, OtherField = "purchaseOrder.value" });

        Assert.Equal("Bruttobetrag < 5.000,00 und Währung in „EUR“ / „CHF“ und (Fällig am ≤ heute + 5 Arbeitstage oder Objektnummer ist leer "
            + "oder Dublette = ja) und Bruttobetrag > Auftrag: Wert", German.Of(rule).Replace(RuleFields.Find("purchaseOrder.value")!.Label, "Auftrag: Wert"));
        Assert.Equal("immer", German.Of(Rule("r", Always)));
        Assert.Equal("fn.skonto ≥ 3 oder Objektnummer = „47“",
            German.Of(Rule("r", When("fn.skonto", Operator.GreaterOrEqual, "3"), When("property", Operator.Equal, "47")) with { Match = Match.Any }));
    }

    [Fact]
    public void Actions_name_people_roles_and_routes()
    {
        Assert.Equal("Bearbeiter: Hausverwalter des Objekts (Ersatz: BOSS)",
            German.Of(new SetAssignee { Id = "a", Name = "a", Assignee = Holder("boss") }));
        Assert.Equal("Leitungsweg „Rechnung“ zuweisen", German.Of(new AssignRoute { Id = "a", Name = "a", Route = "r" }));
        Assert.Equal("Pflichtfelder: Rechnungsnummer, Fällig am",
            German.Of(new RequireFields { Id = "a", Name = "a", Fields = ["invoiceNumber", "dueDate"] }));
    }

    [Fact]
    public void What_is_an_id_is_shown_by_its_name()
    {
        var process = Process(Route(), []) with
        {
            InvoiceGroups = [new() { Id = "bk", Name = "Betriebskosten" }, new() { Id = "ub", Name = "Umbuchungen", Kind = "mail" }],
            ReviewStatuses = [new() { Id = "ok", Name = "Geprüft" }],
        };
        var settings = Settings() with
        {
            NumberRanges = [new() { Id = "re", Name = "Rechnungseingang", Client = "weg", Prefix = "R" }],
            Clients = [new() { Id = "weg", Name = "WEG Linde", Kind = ClientKind.OwnersAssociation, Address = new() { Street = "s", PostCode = "1", City = "c" } }],
        };
        var words = new RuleWords(process, settings) { Masters = new Dictionary<(string, string), string> { [("property", "47")] = "Lindenhof" } };

        Assert.Equal("Rechnungskreis = „Betriebskosten“ / „weg“ und Nummernkreis = „Rechnungseingang“ und Mandant = „WEG Linde“ und Status = „Geprüft“ "
            + "und Dokumentquelle ≠ „Postfach“ und Leitungswegart = „Rechnungen“ und Objektnummer = „47“ (Lindenhof) / „48“", words.Of(Rule("r",
                When("invoiceGroup", Operator.Equal, "bk", "weg"), When("numberRange", Operator.Equal, "re"), When("client", Operator.Equal, "weg"),
                When("reviewStatus", Operator.Equal, "ok"), When("source", Operator.NotEqual, "mail"), When("kind", Operator.Equal, "invoice"),
                When("property", Operator.Equal, "47", "48"))));
        Assert.Equal("Postkreis „Umbuchungen“ setzen, wenn keiner gesetzt ist", words.Of(new SetInvoiceGroup { Id = "a", Name = "a", Group = "ub" }));

        var item = Item() with { Cover = new() { InvoiceGroup = "bk" }, Client = "weg" };
        var subject = new RuleSubject(item, new LinkedRecords(), settings, default, process);
        Assert.Equal("Rechnungskreis („Betriebskosten“) = „Betriebskosten“ / „weg“ und Mandant („WEG Linde“) = „WEG Linde“", RuleEvaluation.Evaluate(
            Rule("r", When("invoiceGroup", Operator.Equal, "bk", "weg"), When("client", Operator.Equal, "weg")), subject).Because);
    }

    [Fact]
    public void They_read_in_English_too()
    {
        var words = new RuleWords(Process(Route(), []), Settings(), "en");
        Assert.Equal("Gross total < 5,000.00 and (Due on ≤ today + 5 working days or Property number is empty or Duplicate = yes) and Subject contains “Haus”",
            words.Of(Rule("r", When("grossTotal", Operator.Less, "5000"),
                new Condition { Any = [When("dueDate", Operator.LessOrEqual, "today+5wd"), When("property", Operator.Empty), When("isDuplicate", Operator.Equal, "true")] },
                When("subject", Operator.Contains, "Haus"))));
        Assert.Equal("always", words.Of(Rule("r", Always)));
        Assert.Equal("assignee: Hausverwalter of the property (backup: BOSS)", words.Of(new SetAssignee { Id = "a", Name = "a", Assignee = Holder("boss") }));
        Assert.Equal("required fields: Invoice number, Due on", words.Of(new RequireFields { Id = "a", Name = "a", Fields = ["invoiceNumber", "dueDate"] }));
    }

    [Fact]
    public void The_catalogue_holds_variables_functions_and_linked_records_too()
    {
        var settings = Settings() with { Global = Settings().Global with { Variables = new Dictionary<string, string> { ["ferien"] = "ja" } } };
        var process = Process(Route(), []) with
        {
            Functions = [new() { Name = "skonto", Type = FieldType.Number, Expression = "taxTotal * 2", Description = "Das Doppelte" }],
        };

        var fields = RuleFields.Catalogue(process, settings).ToDictionary(field => field.Name);

        Assert.Equal("ja", fields["global.ferien"].Example);
        Assert.Equal(("Das Doppelte", "taxTotal * 2", FieldType.Number), (fields["fn.skonto"].Meaning, fields["fn.skonto"].Example, fields["fn.skonto"].Type));
        Assert.Contains("ticket.…", fields.Keys);
        Assert.All(fields.Values, field => Assert.False(string.IsNullOrEmpty(field.Meaning) || string.IsNullOrEmpty(field.Origin)));
    }
}
