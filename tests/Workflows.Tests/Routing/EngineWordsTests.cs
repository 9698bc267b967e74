using System.Reflection;
using System.Text.RegularExpressions;
using Serverless.Workflows.Archive.Items;
using Serverless.Workflows.Routing;
using Serverless.Workflows.Routing.Phrases;
using Serverless.Workflows.Tenancy;
using Serverless.Workflows.Tenancy.Master;
using static Serverless.Workflows.Tests.Routing.RoutingSample;

namespace Serverless.Workflows.Tests.Routing;

public class EngineWordsTests
{
    public static TheoryData<string> Phrases => [.. All().Select(phrase => phrase.German)];

    [Theory]
    [InlineData("Station 20 Prüfung: Regel „Klein“ trifft zu: Bruttobetrag (1.249,50) < 5.000,00 und Rechnungskreis („Betriebskosten“) = „Betriebskosten“ → Ohne Bearbeitung.",
        "Station 20 Prüfung: Rule “Klein” holds: Gross total (1,249.50) < 5,000.00 and Invoice group (“Betriebskosten”) = “Betriebskosten” → Ohne Bearbeitung.")]
    [InlineData("Leitungsweg Rechnung: Regel „und oder“ trifft nicht zu: (Fällig am (leer) ≤ (09.03.2026) oder Dublette (nein) = ja).",
        "Route Rechnung: Rule “und oder” does not hold: (Due on (empty) ≤ (9 Mar 2026) or Duplicate (no) = yes).")]
    [InlineData("Station 20 Prüfung: Regel „A“ trifft nicht zu: Betreff („Haus und Hof, 1.000,00 leer“) enthält nicht „oder“.",
        "Station 20 Prüfung: Rule “A” does not hold: Subject (“Haus und Hof, 1.000,00 leer”) does not contain “oder”.")]
    [InlineData("Station 20 Prüfung: Regel „A“ gilt als nicht erfüllt: fn.satz: „Bruttobetrag“ (grossTotal) ist leer (Stelle 3).",
        "Station 20 Prüfung: Rule “A” counts as not met: fn.satz: “Gross total” (grossTotal) is empty (position 3).")]
    [InlineData("Clara Winter ist vom 21.12.2026 bis 06.01.2027 abwesend; Vertretung: Anna Berger.",
        "Clara Winter is away from 21 Dec 2026 to 6 Jan 2027; substitute: Anna Berger.")]
    [InlineData("Regel „Alle“: Hausverwalter von Objekt 47 (Lindenhof: Haus 2): kommt nicht in Frage, Anna Berger darf bis 1.000,00 € freigeben, der Betrag ist nicht bekannt.",
        "Rule “Alle”: Hausverwalter of property 47 (Lindenhof: Haus 2): out of the question, Anna Berger may approve up to 1,000.00 €, the amount is not known.")]
    [InlineData("Bearbeiter der Station Freigabe: Helga Sommer.", "Assignee of the station Freigabe: Helga Sommer.")]
    public void Lines_of_a_trace_are_read_in_English(string german, string english)
    {
        Assert.Equal(english, EngineWords.Line(german, "en"));
        Assert.Equal(german, EngineWords.Line(german, "de"));
    }

    [Theory]
    [InlineData("Vertretung für Clara Winter (Bearbeiter der Station Vorerfassung) (zurückgesendet von Anna Berger (in Vertretung von Jonas Keller))",
        "Stands in for Clara Winter (Assignee of the station Vorerfassung) (sent back by Anna Berger (standing in for Jonas Keller))")]
    [InlineData("Regel „A“: Ersatz für Hausverwalter von Objekt (keines zugeordnet); Anna Berger fehlt die Berechtigung „Rechnungen an die nächste Station weiterleiten“",
        "Rule “A”: backup of the Hausverwalter of the property (none is assigned); Anna Berger lacks the permission “invoiceForwardToNext”")]
    [InlineData("Neu zugewiesen von Helga Sommer: Bitte bald", "Reassigned by Helga Sommer: Bitte bald")]
    [InlineData("Weitergeleitet von Clara Winter", "Forwarded by Clara Winter")]
    [InlineData("Weitergeleitet von Clara Winter: Hausverwalter von Objekt 47 (Lindenhof)", "Forwarded by Clara Winter: Hausverwalter of property 47 (Lindenhof)")]
    [InlineData("Vertretung für Jonas Keller (Weitergeleitet von Clara Winter (in Vertretung von Anna Berger))",
        "Stands in for Jonas Keller (Forwarded by Clara Winter (standing in for Anna Berger))")]
    [InlineData("Zurückweisung aufgehoben von Clara Winter", "Rejection lifted by Clara Winter")]
    [InlineData("Weitergeleitet (weitergeleitet von Clara Winter)", "Forwarded (forwarded by Clara Winter)")]
    [InlineData("Was jemand früher einmal schrieb", "Was jemand früher einmal schrieb")]
    public void Reasons_are_read_in_English(string german, string english) => Assert.Equal(english, EngineWords.Reason(german, "en"));

    [Theory]
    [InlineData("Vorkontierung, Zeile 3: Die Einheit „99“ gibt es am Objekt „47“ nicht.", "Coding, line 3: There is no unit “99” at the property “47”.")]
    [InlineData("Den Kreditor „99999“ gibt es nicht.", "There is no supplier “99999”.")]
    public void What_is_wrong_with_an_edit_is_read_in_English(string german, string english) => Assert.Equal(english, EngineWords.Problem(german, "en"));

    [Fact]
    public void Findings_on_the_coding_are_read_in_English() => Assert.Equal(
        "The coding adds up to -1,500.00, the invoice says 1,190.00 gross and 1,000.00 net. Please adjust the lines; the invoice cannot be posted like this.",
        EngineWords.Note("Die Vorkontierung ergibt -1.500,00, die Rechnung lautet auf 1.190,00 brutto und 1.000,00 netto. Bitte gleichen Sie die Zeilen an; so kann die Rechnung nicht gebucht werden.", "en"));

    [Fact]
    public void Texts_of_administrators_stay_as_they_are()
    {
        Assert.Equal("Teile dieser Rechnung werden weiterverrechnet.", EngineWords.Note("Teile dieser Rechnung werden weiterverrechnet.", "en"));
        Assert.Equal("On hold: Bitte klären Sie das.", EngineWords.Note("Angehalten: Bitte klären Sie das.", "en"));
        Assert.Equal("Rule “Dublette”", EngineWords.Note("Regel „Dublette“", "en"));
    }

    [Theory]
    [InlineData("Die Benachrichtigung an clara.winter konnte nicht versandt werden: 550 no such user", "The mail to clara.winter could not be sent: 550 no such user")]
    [InlineData("Clara Winter ist abwesend, und die Vertretung ist nicht erreichbar; Helga Sommer wurde benachrichtigt.",
        "Clara Winter is away, and the substitute cannot be reached; Helga Sommer was told.")]
    [InlineData("„clara.winter“ gibt es nicht mehr; auch sonst ist niemand da, der benachrichtigt werden könnte.",
        "“clara.winter” is gone; there is nobody else, either, who could be told.")]
    [InlineData("Die korrigierte Rechnung ohne Nummer ist schon gebucht. Wird diese hier auch bezahlt, ist zweimal bezahlt.",
        "The corrected invoice without a number is posted already. If this one is paid too, it is paid twice.")]
    [InlineData("Der Vertrag ist nicht mehr aktiv", "Der Vertrag ist nicht mehr aktiv")]
    public void Findings_are_read_in_English(string german, string english) => Assert.Equal(english, EngineWords.Note(german, "en"));

    [Theory]
    [InlineData("Der Status „Rückfrage“ ist vergeben, der Vorgang geht weiter.", "The status “Rückfrage” is given, the item goes on.")]
    [InlineData("Der Status „Rückfrage“ ist vergeben.", "The status “Rückfrage” is given.")]
    [InlineData("Clara Winter ist abwesend; den Vorgang hat jetzt Anna Berger als Vertretung.", "Clara Winter is away; Anna Berger has the item now as the substitute.")]
    [InlineData("Dieser Nummernkreis steht hier nicht zur Wahl. Möglich: a (Kreis A), b (Kreis B).", "This number range cannot be chosen here. Possible: a (Kreis A), b (Kreis B).")]
    public void Answers_are_read_in_English(string german, string english)
    {
        Assert.Equal(english, EngineWords.Answer(german, "en"));
        Assert.Equal(german, EngineWords.Answer(german, "de"));
    }

    [Theory]
    [MemberData(nameof(Phrases))]
    public void Every_phrase_is_found_again_with_all_its_values(string german)
    {
        var phrase = All().First(one => one.German == german);
        var names = Regex.Matches(german, @"\{(\w+)\}").Select(match => match.Groups[1].Value).ToList();
        Assert.Equal(names.Order(), Regex.Matches(phrase.English, @"\{(\w+)\}").Select(match => match.Groups[1].Value).Order());
        var text = phrase.Of([.. names.Select((_, i) => $"Wert{i}")]);
        Assert.True(phrase.TryEnglish(text, (_, value) => value, out var english), text);
        Assert.All(names.Select((_, i) => $"Wert{i}"), value => Assert.Contains(value, english));
        if (phrase.German != phrase.English) Assert.NotEqual(text, english);
    }

    [Fact]
    public void Every_label_has_an_English_one()
    {
        Assert.All(RuleFields.All, field => Assert.NotNull(EnglishLabels.Of(field.Name)));
        Assert.Equal("Damage: Art", EnglishLabels.Of("damage.Art"));
        Assert.Null(EnglishLabels.Of("fn.satz"));
    }

    [Fact]
    public void Whatever_the_engine_says_on_many_ways_can_be_read_in_English()
    {
        var said = new List<string>();
        foreach (var input in Inputs())
        {
            var outcome = RouteEvaluation.Decide(input);
            said.AddRange(outcome.Trace.Select(line => EngineWords.Line(line, "en")));
            if (outcome.Assignee is { } assignee) said.Add(EngineWords.Reason(assignee.Reason, "en"));
            said.AddRange(outcome.Notes.SelectMany(note => new[] { note.By, note.Text }).Select(text => EngineWords.Note(text, "en")));
            said.AddRange(outcome.Effects.Checks.Select(check => EngineWords.Note(check.Text, "en")));
        }

        Assert.True(said.Count > 60, $"{said.Count}");
        string[] german = ["„", "Regel", "trifft", "Leitungsweg", "nicht", "Bearbeiter", "Vertretung", "Objekt ", "wird", "Ausweich", "leer", " von ", " und ", "ist "];
        Assert.DoesNotContain(said, text => german.Any(word => text.Contains(word, StringComparison.Ordinal)));
    }

    private static IEnumerable<RouteInput> Inputs()
    {
        var process = Process(
            Route(
                Station(10, "Capture", To("gone"), Use(1, "small", "skip"), Use(2, "broken", "note"), Use(3, "none", "note"), Use(4, "all", "note", active: false)),
                Station(20, "Check", Holder("left"), Use(1, "all", "set"), Use(2, "all", "set"), Use(3, "all", "other"), Use(4, "all", "group"), Use(5, "group", "hold")) with { FourEyes = true },
                Station(30, "Off", null) with { Active = false },
                Station(40, "Release", To("clerk"), Use(1, "group", "away")) with { AllowRouteChange = true }),
            [
                Rule("all", Always), Rule("group", When("invoiceGroup", Operator.Equal, "g")), Rule("small", When("grossTotal", Operator.Less, "10"), When("dueDate", Operator.LessOrEqual, "today+5wd")),
                Rule("broken", When("fn.rate", Operator.Greater, "1")),
            ],
            new SkipStation { Id = "skip", Name = "Skip" }, new ShowNote { Id = "note", Name = "Note", Text = "Hello" },
            new SetAssignee { Id = "set", Name = "Set", Assignee = Holder("boss") }, new AssignRoute { Id = "other", Name = "Other", Route = "x" },
            new AssignRoute { Id = "away", Name = "Away", Route = "x" }, new SetInvoiceGroup { Id = "group", Name = "Group", Group = "g" },
            new Hold { Id = "hold", Name = "Hold", Text = "Wait" })
            with
        { InvoiceGroups = [new InvoiceGroup { Id = "g", Name = "Costs" }], Functions = [new() { Name = "rate", Type = FieldType.Number, Expression = "taxTotal / netTotal", Description = "x" }] };
        process = process with { Routes = [.. process.Routes, Route(Station(10, "Board", To("boss")), Station(20, "Books", To("books")) with { IncludeOnRouteChange = true }) with { Id = "x", Name = "Other way" }] };
        var settings = Settings(Person("clerk"), Person("hv"), Person("hv2"), Person("boss") with { AmountLimit = 5 }, Person("books"), Person("left", active: false));
        var absences = new Absence[] { new("hv", new(2026, 3, 1), new(2026, 3, 9), "hv2"), new("clerk", new(2026, 3, 1), new(2026, 3, 9), "left") };
        foreach (var property in new[] { null, Property("47", "hv", "left"), Property("48", null) })
        {
            foreach (var item in new[] { Item(("grossTotal", "7.00"), ("dueDate", "2026-03-04")), Item(("grossTotal", "700.00"), ("currency", "EUR")), Item(("netTotal", "0.00"), ("taxTotal", "1.00")) })
            {
                foreach (var away in new[] { [], absences })
                {
                    var input = Input(process, item with { Cover = new CoverSheet { Property = property is null ? "99" : null } }, property) with { Settings = settings, Absences = away };
                    yield return input;
                    yield return input.At(10);
                    yield return input.At(20) with { Approvals = [new StationApproval(20, "r", "Check", "hv", null)] };
                    yield return input.At(40) with { Item = input.At(40).Item with { Cover = new CoverSheet { InvoiceGroup = "g" } } };
                    yield return input.At(20) with { Direction = Direction.ToPerson, Person = "boss" };
                    yield return input.At(20) with { Direction = Direction.ToPerson, Role = "hv" };
                    yield return input.At(20) with { Direction = Direction.Back, Visited = [new VisitedStation(10, "clerk", "r")] };
                    yield return input.At(10) with { Direction = Direction.Back };
                }
            }
        }
    }

    private static IEnumerable<Phrase> All() => new[]
    {
        typeof(TracePhrases), typeof(ReasonPhrases), typeof(FunctionPhrases), typeof(DifferencePhrases), typeof(SupplierPhrases),
        typeof(AnswerPhrases), typeof(MailPhrases), typeof(FindingPhrases), typeof(DuplicatePhrases),
    }.SelectMany(type => type.GetFields(BindingFlags.Public | BindingFlags.Static))
        .SelectMany(field => field.GetValue(null) switch
        {
            Phrase phrase => [phrase],
            IReadOnlyList<Phrase> many => many,
            _ => Array.Empty<Phrase>(),
        }).DistinctBy(phrase => phrase.German);
}
