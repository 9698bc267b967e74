using System.Text;
using Serverless.Local.Engine;
using Serverless.Workflows.Approval;
using Serverless.Workflows.Approval.Suppliers;
using Serverless.Workflows.Archive.Items;
using Serverless.Workflows.Durable.Execution;
using static Serverless.Local.Tests.Home.SupplierCase;

namespace Serverless.Local.Tests.Home;

/// <summary>Which invoice takes the place of a rejected one: what links itself, what a person links, and what never does.</summary>
public sealed class CorrectionLinkTests
{
    [Theory]
    [InlineData(null)]
    [InlineData(3)]
    public async Task The_corrected_invoice_that_names_it_takes_its_place_without_asking(int? seed)
    {
        // Strict repeats activities and delivers twice: one mail, one link, one note all the same.
        await using var home = await WalkHome.OpenAsync(strict: seed is { } s ? new StrictMode(s, 0.8) : null);
        var held = await RejectedAsync(home, "RE-77");
        var corrected = await home.DeliverAsync(TestMails.Correcting("RE-78", "RE-77", 900m));
        var ended = await home.EndAsync(held.Id);
        Assert.Equal(
            (ItemStatus.Rejected, SupplierRejectionEnd.Corrected, corrected),
            (ended.Status, ended.SupplierRejection!.End, ended.SupplierRejection.CorrectedBy));
        Assert.Empty(ended.Postings);
        Assert.Single(home.Mails(), one => one.Contains("To: <rechnung@lieferant.example>", StringComparison.Ordinal));
        Assert.Single(ended.Documents, document => document.Role == "sent");
        Assert.NotNull(ended.RetainUntil);

        var item = await home.UntilAsync(corrected, one => one.Corrects.Count > 0 && one.VisitState == VisitState.Notified);
        var correction = Assert.Single(item.Corrects);
        Assert.Equal((held.Id, "RE-77"), (correction.Item, correction.InvoiceNumber));
        Assert.Contains("nennt RE-77", correction.Why, StringComparison.Ordinal);
        var note = Assert.Single(item.Notes, note => note.Text.Contains("Ersetzt die Rechnung RE-77", StringComparison.Ordinal));
        Assert.Contains("Bruttobetrag 1.190,00 → 1.071,00", note.Text, StringComparison.Ordinal);
        Assert.False(note.Warning);
        Assert.Empty(item.Duplicates);
        await home.AssertTrailAsync(held.Id);
        await home.AssertTrailAsync(corrected);

        // From here it goes its way like any other.
        await home.ApproveAsync(corrected, "Vorerfassung", "Sachliche Prüfung", "Buchhaltung");
        Assert.Equal(ItemStatus.Completed, (await home.EndAsync(corrected)).Status);
    }

    [Fact]
    public async Task The_same_number_with_another_amount_is_the_correction_too()
    {
        await using var home = await WalkHome.OpenAsync();
        var held = await RejectedAsync(home, "RE-77");
        var corrected = await home.DeliverAsync(TestMails.Roof("RE-77", 900m));
        Assert.Equal(corrected, (await home.EndAsync(held.Id)).SupplierRejection!.CorrectedBy);
    }

    [Fact]
    public async Task The_same_invoice_once_more_is_a_duplicate_and_no_correction()
    {
        await using var home = await WalkHome.OpenAsync();
        var held = await RejectedAsync(home, "RE-77");
        var again = await home.DeliverAsync(TestMails.Of("RE-77b", TestMails.RoofXml("RE-77")));
        var item = await home.AtAsync(again, "Vorerfassung");
        Assert.NotEmpty(item.Duplicates);
        Assert.Empty(item.Corrects);
        Assert.True((await home.ItemAsync(held.Id)).IsHeld);
    }

    [Fact]
    public async Task Another_invoice_of_the_supplier_is_offered_and_a_person_links_it_at_either_end()
    {
        await using var home = await WalkHome.OpenAsync();
        var desk = home.Get<ICorrectionDesk>();
        var held = await RejectedAsync(home, "RE-77");
        var other = await home.DeliverAsync(TestMails.Roof("RE-99", 900m));
        await home.AtAsync(other, "Vorerfassung");
        Assert.True((await home.ItemAsync(held.Id)).IsHeld);

        var atNew = Assert.Single(await desk.OfferAsync(WalkHome.Tenant, other, WalkHome.Clara, home.Soon));
        Assert.Equal((held.Id, false), (atNew.Held.Id, atNew.IsCertain));
        var atOld = Assert.Single(await desk.OfferAsync(WalkHome.Tenant, held.Id, WalkHome.Clara, home.Soon));
        Assert.Equal(other, atOld.Item.Id);
        Assert.Empty(await desk.OfferAsync(WalkHome.Tenant, other, WalkHome.Jonas, home.Soon));
        Assert.Equal(DecisionResult.NotAllowed, (await LinkAsync(home, other, WalkHome.Jonas, held.Id)).Result);
        Assert.Equal(DecisionResult.Invalid, (await LinkAsync(home, other, WalkHome.Clara, "nothing")).Result);

        Assert.Equal(DecisionResult.Accepted, (await LinkAsync(home, other, WalkHome.Clara, held.Id)).Result);
        Assert.Equal(other, (await home.EndAsync(held.Id)).SupplierRejection!.CorrectedBy);
        Assert.Single((await home.UntilAsync(other, item => item.Corrects.Count > 0)).Corrects);
        Assert.Equal(DecisionResult.Invalid, (await LinkAsync(home, other, WalkHome.Clara, held.Id)).Result);
    }

    [Fact]
    public async Task Who_only_has_another_companys_invoice_cannot_end_a_rejected_one_with_it()
    {
        await using var home = await WalkHome.OpenAsync();
        var held = await RejectedAsync(home, "RE-77");
        await home.AcceptAsync(held.Id, WalkHome.Clara, DecisionKinds.Forward, to: WalkHome.Jonas);
        await home.UntilAsync(held.Id, item => item is { Visit: 3, VisitState: VisitState.Notified });
        var xml = Encoding.UTF8.GetString(TestMails.RoofXml("X-1", 900m));
        foreach (var (old, other) in new[] { ("Dachdeckerei Ziegler GmbH", "Andere Firma AG"), ("DE999990125", "DE999990126"), ("DE92123456780000999012", "DE02120300000000202051") })
            xml = xml.Replace(old, other, StringComparison.Ordinal);
        var stranger = await home.DeliverAsync(TestMails.Of("X-1", Encoding.UTF8.GetBytes(xml)));
        await home.AtAsync(stranger, "Vorerfassung");
        Assert.Equal(DecisionResult.Invalid, (await LinkAsync(home, stranger, WalkHome.Clara, held.Id)).Result);
        Assert.True((await home.ItemAsync(held.Id)).IsHeld);
    }

    [Fact]
    public async Task A_link_that_was_wrong_is_taken_back_and_the_invoice_waits_again()
    {
        await using var home = await WalkHome.OpenAsync();
        var desk = home.Get<ICorrectionDesk>();
        var held = await RejectedAsync(home, "RE-77");
        var wrong = await home.DeliverAsync(TestMails.Correcting("RE-78", "RE-77", 900m));
        await home.EndAsync(held.Id);
        Assert.Equal(DecisionResult.NotAllowed, (await desk.UnlinkAsync(WalkHome.Tenant, held.Id, WalkHome.Jonas, new UnlinkRequest("page", null), home.Soon)).Result);
        Assert.Equal(DecisionResult.Accepted, (await desk.UnlinkAsync(WalkHome.Tenant, held.Id, WalkHome.Clara, new UnlinkRequest("page", null), home.Soon)).Result);

        var again = await home.UntilAsync(held.Id, item => item.VisitState == VisitState.Notified);
        Assert.Equal(
            (true, ItemStatus.Waiting, "Vorerfassung", WalkHome.Clara, (string?)null),
            (again.IsHeld, again.Status, again.Station!.Name, again.Assignee!.User, again.SupplierRejection!.CorrectedBy));
        Assert.Empty((await home.ItemAsync(wrong)).Corrects);
        Assert.Equal(DecisionResult.Invalid, (await desk.UnlinkAsync(WalkHome.Tenant, held.Id, WalkHome.Clara, new UnlinkRequest("page", null), home.Soon)).Result);

        // The right one can be linked, and it ends as ever.
        var right = await home.DeliverAsync(TestMails.Roof("RE-79", 950m));
        await home.AtAsync(right, "Vorerfassung");
        await home.AcceptAsync(held.Id, WalkHome.Clara, DecisionKinds.Replace, to: right);
        Assert.Equal(right, (await home.EndAsync(held.Id)).SupplierRejection!.CorrectedBy);
        await home.AssertTrailAsync(held.Id);
    }

    [Fact]
    public async Task At_the_rejected_one_the_decision_names_the_corrected_item()
    {
        await using var home = await WalkHome.OpenAsync();
        var held = await RejectedAsync(home, "RE-77");
        var other = await home.DeliverAsync(TestMails.Roof("RE-99", 900m));
        await home.AtAsync(other, "Vorerfassung");
        foreach (var (to, why) in new[] { (null, "nennen"), ("nothing", "kein anderer Vorgang"), (held.Id, "kein anderer Vorgang") })
        {
            var refused = await home.DecideAsync(held.Id, WalkHome.Clara, DecisionKinds.Replace, to: to);
            Assert.Equal(DecisionResult.Invalid, refused.Result);
            Assert.Contains(why, refused.Message, StringComparison.Ordinal);
        }

        await home.AcceptAsync(held.Id, WalkHome.Clara, DecisionKinds.Replace, to: other);
        Assert.Equal(other, (await home.EndAsync(held.Id)).SupplierRejection!.CorrectedBy);
    }

    [Fact]
    public async Task A_credit_note_replaces_no_invoice_but_says_that_it_belongs_to_one_that_is_held()
    {
        await using var home = await WalkHome.OpenAsync();
        var held = await RejectedAsync(home, "RE-77");
        var xml = Encoding.UTF8.GetString(TestMails.CorrectingXml("GS-1", "RE-77", 1000m))
            .Replace("<cbc:InvoiceTypeCode>384<", "<cbc:InvoiceTypeCode>381<", StringComparison.Ordinal);
        var id = await home.DeliverAsync(TestMails.Of("GS-1", Encoding.UTF8.GetBytes(xml)));
        var item = await home.AtAsync(id, "Vorerfassung");
        Assert.Contains(item.Checks, check => check.Rule == "CORRECTION-CREDIT-NOTE");
        Assert.True((await home.ItemAsync(held.Id)).IsHeld);
        var refused = await home.DecideAsync(held.Id, WalkHome.Clara, DecisionKinds.Replace, to: id);
        Assert.Contains("Gutschrift", refused.Message, StringComparison.Ordinal);
    }
}
