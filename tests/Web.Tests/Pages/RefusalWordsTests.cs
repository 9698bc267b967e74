using System.Net;
using Serverless.Tests.Home;
using Serverless.Web.Pages;
using Serverless.Workflows.Approval;
using Serverless.Workflows.Approval.Suppliers;
using Serverless.Workflows.Routing;
using Serverless.Workflows.Tenancy;

namespace Serverless.Web.Tests.Pages;

/// <summary>Whoever reads English is refused in English, on the page and by the link; German is what the desk says.</summary>
public class RefusalWordsTests : WebHost
{
    private const string German = "Das geht so nicht, weil etwas fehlt.";

    private static readonly ReleaseObstacle Limit = new("john", "John Smith", "5.000,00 EUR", "9.000,00 EUR", null);

    public static TheoryData<RefusalReason, bool> Cases
    {
        get
        {
            var cases = new TheoryData<RefusalReason, bool>();
            foreach (var reason in Enum.GetValues<RefusalReason>())
            {
                cases.Add(reason, true);
                cases.Add(reason, false);
            }

            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Every_refusal_is_in_the_persons_language(RefusalReason reason, bool byLink)
    {
        foreach (var (person, isEnglish) in new[] { ("john", true), ("petra", false) })
        {
            var item = SampleItems.Invoice(Home, person);
            var path = byLink ? Home.Link(item, person) : $"/t/demo/items/{item.Id}";
            var cookie = byLink ? null : Home.Session(person);
            var page = await (await GetAsync(path, cookie: cookie)).Content.ReadAsStringAsync();
            var form = page[page.IndexOf("<main", StringComparison.Ordinal)..];
            Home.Desk.Answer = Outcome(reason);
            var answer = await PostAsync(
                path, cookie, ("form", Hidden(form, "form")), ("revision", Hidden(form, "revision")), ("decision", "approve"));
            Home.Desk.Answer = null;
            Assert.True((int)answer.StatusCode >= 400);
            var html = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
            if (isEnglish) Assert.DoesNotContain(German, html, StringComparison.Ordinal);

            // Who is not asked, or too late, is told so by a page of its own.
            if (reason is RefusalReason.NotAsked or RefusalReason.NotWaiting) continue;
            var told = Words.Of(isEnglish ? "en" : "de").Refused(Outcome(reason), Home.Tenants["demo"], person);
            Assert.Contains(isEnglish ? told : German, html, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Each_reason_says_something_else_and_what_it_is_about()
    {
        var told = Enum.GetValues<RefusalReason>().Select(reason => Say(Outcome(reason))).ToList();
        Assert.Equal(told.Count, told.Distinct().Count());
        Assert.All(told, text => Assert.EndsWith(".", text, StringComparison.Ordinal));
        Assert.Contains("again", Say(new DecisionOutcome(DecisionResult.Busy, German)), StringComparison.Ordinal);
        Assert.Contains("Possible are: Approve, Reject.", Say(Outcome(RefusalReason.NotPossible)), StringComparison.Ordinal);
        Assert.Contains("invoiceForwardToNext", Say(Outcome(RefusalReason.Permission)), StringComparison.Ordinal);
        Assert.Equal(
            "You may approve up to 5.000,00 EUR; the amount of this item is 9.000,00 EUR. Please forward it, for example to Petra Müller.",
            Say(Outcome(RefusalReason.AmountLimit)));
        Assert.StartsWith("You stand in for Clara Kern", Say(Outcome(RefusalReason.AmountLimit) with { Obstacle = Limit with { Person = "clara" } }), StringComparison.Ordinal);
        Assert.StartsWith("The amount was 9.000,00 EUR", Say(Outcome(RefusalReason.AmountLimit) with { Obstacle = Limit with { IsOfEarlierAmount = true } }), StringComparison.Ordinal);
        Assert.Contains("“Freigabe” already. Please forward it to somebody", Say(Outcome(RefusalReason.FourEyes)), StringComparison.Ordinal);
        Assert.Contains("who has approved", Say(Outcome(RefusalReason.FourEyes) with { Obstacle = new("clara", "Clara Kern", null, "", "Freigabe") }), StringComparison.Ordinal);
    }

    [Fact]
    public void Each_gap_is_told_in_both_languages()
    {
        var gaps = Gaps();
        Assert.Equal(Enum.GetValues<GapKind>().Order(), gaps.Select(gap => gap.Kind).Order());
        Assert.Equal(gaps.Select(gap => gap.Text), gaps.Select(Words.Of("de").Gap));
        Assert.Equal(
            [
                "The item is on hold: Budget klären", "The item has no document. Please add it before it is approved.",
                $"The field “{Words.Of("en").FieldName("orderNumber")}” must be filled in before it is approved.", "Please give a status before you forward.",
            ],
            gaps.Select(Words.Of("en").Gap));
    }

    [Fact]
    public async Task What_is_not_even_offered_is_said_in_english_too()
    {
        Home.Desk.Adjust = offer => offer with
        {
            Kinds = [DecisionKinds.Reject],
            Withheld = [new(DecisionKinds.Approve, German, null) { Refusal = Outcome(RefusalReason.AmountLimit) }],
        };
        var html = WebUtility.HtmlDecode(await (await GetAsync(Home.Link(SampleItems.Invoice(Home, "john"), "john"))).Content.ReadAsStringAsync());
        Assert.DoesNotContain(German, html, StringComparison.Ordinal);
        Assert.Contains("You may approve up to 5.000,00 EUR", html, StringComparison.Ordinal);
    }

    private string Say(DecisionOutcome outcome) => Words.Of("en").Refused(outcome, Home.Tenants["demo"], "john");

    private static IReadOnlyList<ForwardingGap> Gaps() =>
    [
        ForwardingGap.Held("Budget klären"), new(GapKind.Document, null, "Es fehlt ein Dokument."),
        new(GapKind.Field, "orderNumber", "Das Feld fehlt."), ForwardingGap.StatusMissing,
    ];

    private static DecisionOutcome Outcome(RefusalReason reason) => new(
        reason switch
        {
            RefusalReason.NotAsked or RefusalReason.Permission or RefusalReason.AmountLimit or RefusalReason.FourEyes => DecisionResult.NotAllowed,
            RefusalReason.NotWaiting => DecisionResult.NotFound,
            RefusalReason.Incomplete => DecisionResult.Incomplete,
            _ => DecisionResult.Invalid,
        },
        German)
    {
        Reason = reason,
        Missing = reason == RefusalReason.Permission ? Permission.InvoiceForwardToNext : null,
        Obstacle = reason switch
        {
            RefusalReason.AmountLimit => Limit,
            RefusalReason.FourEyes => new("john", "John Smith", null, string.Empty, "Freigabe"),
            _ => null,
        },
        MayApprove = reason == RefusalReason.AmountLimit ? "petra" : null,
        Gaps = reason == RefusalReason.Incomplete ? Gaps() : [],
        Posted = reason == RefusalReason.AlreadyPosted ? [new("c1", "RE-78", PostedState.Exported)] : [],
        Duplicates = reason == RefusalReason.Duplicate ? [new("d1", "sameInvoice", "Ziegler, RE-1")] : [],
        Possible = reason == RefusalReason.NotPossible ? [DecisionKinds.Approve, DecisionKinds.Reject] : null,
    };
}
