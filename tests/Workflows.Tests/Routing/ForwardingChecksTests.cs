using Serverless.Workflows.Archive.Items;
using Serverless.Workflows.Routing;
using Serverless.Workflows.Tenancy;
using static Serverless.Workflows.Tests.Routing.RoutingSample;

namespace Serverless.Workflows.Tests.Routing;

public class ForwardingChecksTests
{
    private static readonly Settings House =
        Settings(Person("clerk"), Person("hv"), Person("left", active: false), Person("boss"));

    [Theory]
    [InlineData("clerk", "hv", null)]
    [InlineData("clerk", "clerk", "hat den Vorgang bereits")]
    [InlineData("clerk", "left", "nicht mehr aktiv")]
    [InlineData("clerk", "nobody", "gibt es nicht")]
    [InlineData("clerk", "", "wählen Sie die Person")]
    public void Forwarding_to_a_person(string current, string to, string? refusal)
    {
        var answer = ForwardingChecks.ToPerson(House, current, to);

        if (refusal is null) Assert.Null(answer);
        else Assert.Contains(refusal, answer);
    }

    [Fact]
    public void Required_fields_are_named()
    {
        var station = Station(10, "A", To("clerk")) with { RequiredFields = ["invoiceNumber", "grossTotal"] };

        var missing = ForwardingChecks.BeforeLeaving(
            Item(("invoiceNumber", "1"), ("grossTotal", " ")), station, House, ["clerk"], ReviewStatusGivers.None);

        var gap = Assert.Single(missing);
        Assert.Equal((GapKind.Field, "grossTotal"), (gap.Kind, gap.Field));
        Assert.Contains("Bruttobetrag", gap.Text);
    }

    public static TheoryData<string> Names => [.. RequiredNames.All];

    [Theory]
    [MemberData(nameof(Names))]
    public void Whatever_can_be_demanded_is_missing_on_an_empty_item_and_is_not_once_it_is_there(string name)
    {
        var station = Station(10, "A", To("clerk")) with { RequiredFields = [name] };
        var gap = Assert.Single(Missing(Item() with { Cover = new CoverSheet(), Client = null }));
        Assert.Equal((GapKind.Field, name), (gap.Kind, gap.Field));
        Assert.Contains(RequiredNames.LabelOf(name), gap.Text);
        Assert.NotEqual(name, RequiredNames.LabelOf(name));

        Assert.Empty(Missing(Item((name, "10")) with
        {
            Client = "a",
            Coding = [new CodingLine("10.00", "4210", null, null, null, null, null, null, null)],
            Cover = new CoverSheet
            {
                Number = "1",
                InvoiceGroup = "2",
                Supplier = "3",
                PurchaseOrder = "4",
                Property = "5",
                Damage = "6",
                Equipment = "7",
            },
        }));

        IReadOnlyList<ForwardingGap> Missing(Item item) =>
            ForwardingChecks.BeforeLeaving(item, station, House, ["clerk"], ReviewStatusGivers.None);
    }

    [Theory]
    [InlineData(ReviewStatusRule.No, null, "", "", true)]
    [InlineData(ReviewStatusRule.No, ReviewStatusRule.Current, "", "", false)]
    [InlineData(ReviewStatusRule.No, ReviewStatusRule.Current, "", "clerk", false)]
    [InlineData(ReviewStatusRule.No, ReviewStatusRule.Current, "clerk", "clerk", true)]
    [InlineData(ReviewStatusRule.No, ReviewStatusRule.Ever, "hv", "clerk", true)]
    [InlineData(ReviewStatusRule.No, ReviewStatusRule.Ever, "hv", "hv", false)]
    [InlineData(ReviewStatusRule.Current, null, "hv", "clerk", false)]
    [InlineData(ReviewStatusRule.Current, ReviewStatusRule.No, "", "", true)]
    [InlineData(ReviewStatusRule.Current, ReviewStatusRule.Ever, "hv", "clerk", true)]
    [InlineData(ReviewStatusRule.Ever, null, "hv", "clerk", true)]
    [InlineData(ReviewStatusRule.Ever, null, "hv", "hv", false)]
    [InlineData(ReviewStatusRule.Ever, ReviewStatusRule.Current, "hv", "clerk", false)]
    public void A_review_status_may_be_required(
        ReviewStatusRule rule, ReviewStatusRule? atStation, string current, string ever, bool fine)
    {
        var settings = House with { Global = House.Global with { ReviewStatusRequired = rule } };
        var station = Station(10, "A", To("clerk")) with
        {
            ReviewStatusRequired = atStation is { } own ? new StatusDemand(own) : null,
        };

        var missing = ForwardingChecks.BeforeLeaving(
            Item(), station, settings, ["clerk"], new ReviewStatusGivers([current], [ever]));

        Assert.Equal(fine, missing.Count == 0);
    }

    [Theory]
    [InlineData(SendBackComment.Both, null, true)]
    [InlineData(SendBackComment.With, " ", false)]
    [InlineData(SendBackComment.With, "bitte ergänzen", true)]
    [InlineData(SendBackComment.Without, "bitte ergänzen", false)]
    public void Sending_back_with_and_without_comment(SendBackComment rule, string? comment, bool fine) => Assert.Equal(
        fine, ForwardingChecks.SendBack(House with { Global = House.Global with { SendBackComment = rule } }, comment) is null);
}
