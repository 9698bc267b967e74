using System.Text;
using Serverless.Local.Demo;
using Serverless.Local.Engine;
using Serverless.Workflows.Approval;
using Serverless.Workflows.Approval.Suppliers;
using Serverless.Workflows.Archive.Items;
using Serverless.Workflows.Durable.Execution;
using Serverless.Workflows.Intake;
using Serverless.Workflows.Intake.Outgoing;
using static Serverless.Local.Tests.Home.SupplierCase;

namespace Serverless.Local.Tests.Home;

/// <summary>What can go wrong while an invoice is at its supplier: late and false reports, people who hand it on, links that
/// were wrong, and a correction that is faster than the mail.</summary>
public sealed class SupplierTroubleTests
{
    [Fact]
    public async Task An_earlier_rejection_stands_when_a_wrong_link_is_taken_back()
    {
        await using var home = await WalkHome.OpenAsync();
        var id = await home.DeliverAsync(TestMails.Roof("RE-77"));
        await home.AtAsync(id, "Vorerfassung");
        await home.AcceptAsync(id, WalkHome.Clara, DecisionKinds.Reject, "Nicht von uns bestellt.");
        var second = await home.AtAsync(id, "Sachliche Prüfung");
        await home.AcceptAsync(id, second.Assignee!.User, DecisionKinds.RejectToSupplier, "Falsch");
        await home.UntilAsync(id, item => item.IsHeld && item.VisitState == VisitState.Notified);
        await home.DeliverAsync(TestMails.Correcting("RE-78", "RE-77", 900m));
        await home.EndAsync(id);
        var outcome = await home.Get<ICorrectionDesk>().UnlinkAsync(WalkHome.Tenant, id, second.Assignee.User, new UnlinkRequest("page", null), home.Soon);
        Assert.Equal(DecisionResult.Accepted, outcome.Result);
        await home.UntilAsync(id, item => item.VisitState == VisitState.Notified);
        await home.AcceptAsync(id, second.Assignee.User, DecisionKinds.Resume, "Doch richtig.");
        await home.UntilAsync(id, item => !item.IsHeld && item.VisitState == VisitState.Notified);
        await home.ApproveAsync(id, "Sachliche Prüfung", "Buchhaltung");
        var ended = await home.EndAsync(id);
        Assert.Equal(ItemStatus.Rejected, ended.Status);
        Assert.Empty(ended.Postings);
    }

    [Fact]
    public async Task Whoever_gets_it_back_is_told_also_where_they_rejected_it_themselves()
    {
        await using var home = await WalkHome.OpenAsync();
        var held = await RejectedAsync(home, "RE-77");
        var before = home.MailsTo(WalkHome.Clara, "RE-77");
        await home.AcceptAsync(held.Id, WalkHome.Clara, DecisionKinds.Forward, to: WalkHome.Jonas);
        await home.UntilAsync(held.Id, item => item.Assignee?.User == WalkHome.Jonas && item.VisitState == VisitState.Notified);
        await home.AcceptAsync(held.Id, WalkHome.Jonas, DecisionKinds.Forward, to: WalkHome.Clara);
        await home.UntilAsync(held.Id, item => item.Assignee?.User == WalkHome.Clara && item.VisitState == VisitState.Notified);
        Assert.Equal(before + 1, home.MailsTo(WalkHome.Clara, "RE-77"));
    }

    [Fact]
    public async Task A_correction_that_is_faster_than_the_mail_is_linked_when_the_wait_begins()
    {
        Answering? outbox = null;
        await using var home = await WalkHome.OpenAsync(services => services.Front<IOutbox>(inner => outbox = new Answering(inner)));
        _ = home.Get<IOutbox>();
        outbox!.To = Supplier;
        string? corrected = null;
        outbox.Then = async _ =>
        {
            corrected ??= await home.DeliverAsync(TestMails.Correcting("RE-78", "RE-77", 900m));
            await home.AtAsync(corrected, "Vorerfassung");
        };
        var id = await home.DeliverAsync(TestMails.Roof("RE-77"));
        await home.AtAsync(id, "Vorerfassung");
        await home.AcceptAsync(id, WalkHome.Clara, DecisionKinds.RejectToSupplier, "Falsch");
        var ended = await home.EndAsync(id);
        Assert.NotNull(corrected);
        Assert.Equal(corrected, ended.SupplierRejection!.CorrectedBy);

        // A link that was taken back is not made again.
        Assert.Equal(DecisionResult.Accepted, (await home.Get<ICorrectionDesk>().UnlinkAsync(
            WalkHome.Tenant, id, WalkHome.Clara, new UnlinkRequest("page", null), home.Soon)).Result);
        var again = await home.UntilAsync(id, item => item.VisitState == VisitState.Notified);
        Assert.True(again.IsHeld);
    }

    [Fact]
    public async Task The_same_bytes_are_no_correction_whatever_a_person_typed_meanwhile()
    {
        await using var home = await WalkHome.OpenAsync();
        var id = await home.DeliverAsync(TestMails.Roof("RE-77"));
        await home.AtAsync(id, "Vorerfassung");
        var edited = await home.Home.Web.Decisions.EditAsync(
            WalkHome.Tenant, id, WalkHome.Clara, Edit("paymentReference", "Von uns ergänzt", await home.ItemAsync(id)), home.Soon);
        Assert.Equal(DecisionResult.Accepted, edited.Result);
        await home.AcceptAsync(id, WalkHome.Clara, DecisionKinds.RejectToSupplier, "Falsch");
        await home.UntilAsync(id, item => item.Visit == 2 && item.VisitState == VisitState.Notified);
        var again = await home.DeliverAsync(TestMails.Of("RE-77b", TestMails.RoofXml("RE-77")));
        await home.AtAsync(again, "Vorerfassung");
        Assert.True((await home.ItemAsync(id)).IsHeld);
        Assert.NotEmpty((await home.ItemAsync(again)).Duplicates);

        // A person links it all the same and takes it back: then it is a duplicate again.
        await home.AcceptAsync(id, WalkHome.Clara, DecisionKinds.Replace, to: again);
        await home.EndAsync(id);
        Assert.Empty((await home.ItemAsync(again)).Duplicates);
        await home.Get<ICorrectionDesk>().UnlinkAsync(WalkHome.Tenant, id, WalkHome.Clara, new UnlinkRequest("page", null), home.Soon);
        var item = await home.ItemAsync(again);
        Assert.Equal(id, Assert.Single(item.Duplicates).Item);
        Assert.Contains(item.Checks, check => check.Rule == "DUPLICATE");
    }

    [Fact]
    public async Task Of_many_that_wait_at_one_supplier_each_finds_its_correction()
    {
        await using var home = await WalkHome.OpenAsync();
        var first = await home.DeliverAsync(TestMails.Roof("RE-100"));
        await home.AtAsync(first, "Vorerfassung");
        var held = new List<string>();
        for (var number = 101; number < 124; number++)
        {
            var id = await home.DeliverAsync(TestMails.Roof($"RE-{number}"));
            await home.AtAsync(id, "Vorerfassung");
            await home.AcceptAsync(id, WalkHome.Clara, DecisionKinds.RejectToSupplier, "Falsch");
            await home.UntilAsync(id, item => item.Visit == 2 && item.VisitState == VisitState.Notified);
            held.Add(id);
        }

        var last = held.OrderBy(id => id, StringComparer.Ordinal).Last();
        var number1 = (await home.ItemAsync(last)).Fields["invoiceNumber"].Value;
        var corrected = await home.DeliverAsync(TestMails.Correcting("RE-999", number1, 900m));
        Assert.Equal(corrected, (await home.EndAsync(last)).SupplierRejection!.CorrectedBy);
    }

    [Fact]
    public async Task What_came_in_answer_is_offered_at_both_ends_also_where_no_program_can_read_it()
    {
        await using var home = await WalkHome.OpenAsync();
        var held = await RejectedAsync(home, "RE-77");
        var pdf = Encoding.ASCII.GetBytes("%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n");
        var mail = DemoMessage.Write("pdf", "Lieferant <buero@lieferant.example>", "rechnung@musterhaus.example",
            new DateTimeOffset(2026, 3, 2, 8, 0, 0, TimeSpan.Zero), "Re: Bitte korrigieren", "Anbei.\n", ("neu.pdf", "application/pdf", pdf));
        byte[] answer = [.. Encoding.ASCII.GetBytes($"In-Reply-To: <{MailWriter.KeyHash(SupplierMails.KeyOf(held, 1))}@musterhaus.example>\r\n"), .. mail];
        var id = await home.DeliverAsync(answer);
        await home.AtAsync(id, "Vorerfassung");
        var desk = home.Get<ICorrectionDesk>();
        Assert.Equal(held.Id, Assert.Single(await desk.OfferAsync(WalkHome.Tenant, id, WalkHome.Clara, home.Soon)).Held.Id);
        var offered = Assert.Single(await desk.OfferAsync(WalkHome.Tenant, held.Id, WalkHome.Clara, home.Soon));
        Assert.Equal((id, false), (offered.Item.Id, offered.IsCertain));
    }

    [Fact]
    public async Task Of_all_who_decide_at_once_one_alone_is_heard()
    {
        await using var home = await WalkHome.OpenAsync();
        for (var round = 0; round < 4; round++)
        {
            var held = await RejectedAsync(home, $"RE-{round}0");
            var other = await home.DeliverAsync(TestMails.Roof($"RE-{round}9", 900m));
            await home.AtAsync(other, "Vorerfassung");
            var desk = home.Get<ICorrectionDesk>();
            Task<DecisionOutcome>[] all =
            [
                Task.Run(() => home.DecideAsync(held.Id, WalkHome.Clara, DecisionKinds.Resume, "Weiter", visit: held.Visit)),
                Task.Run(() => desk.LinkAsync(WalkHome.Tenant, other, WalkHome.Clara, new CorrectionRequest(held.Id, "page", null), home.Soon)),
                Task.Run(() => home.DecideAsync(held.Id, WalkHome.Clara, DecisionKinds.Reject, "Nein", visit: held.Visit)),
                Task.Run(() => home.DecideAsync(held.Id, WalkHome.Clara, DecisionKinds.Replace, to: other, visit: held.Visit)),
                Task.Run(() => home.DecideAsync(held.Id, WalkHome.Clara, DecisionKinds.RejectToSupplier, "Noch einmal", visit: held.Visit)),
                Task.Run(() => home.Get<ReassignDesk>().ReassignAsync(WalkHome.Tenant, held.Id, WalkHome.Helga,
                    new ReassignRequest(WalkHome.Jonas, null, held.Visit, "page", null), home.Soon)),
            ];
            var outcomes = await Task.WhenAll(all);

            // Linking is no decision of that visit: after one that leaves it waiting it still counts.
            var heard = outcomes.Select((outcome, at) => (outcome.Result, at)).Where(one => one.Result == DecisionResult.Accepted)
                .Select(one => one.at).ToList();
            Assert.Contains(heard, _ => true);
            Assert.True(heard.Count == 1 || (heard.Count == 2 && heard[0] == 1 && heard[1] is 4 or 5), string.Join(", ", heard));
            var item = await home.UntilAsync(held.Id, one => one.Stage == ItemStage.Ended || one.VisitState == VisitState.Notified);
            Assert.Single(await home.VisitsAsync(held.Id), visit => visit.Number == held.Visit && visit.Decision is not null);
            Assert.Empty(item.Postings);
            await home.AssertTrailAsync(held.Id);
        }
    }

    [Theory]
    [InlineData(null)]
    [InlineData(3)]
    [InlineData(7)]
    public async Task A_correction_that_is_wrong_too_waits_for_a_third_and_a_neighbour_is_left_alone(int? seed)
    {
        await using var home = await WalkHome.OpenAsync(strict: seed is { } s ? new StrictMode(s, 0.8) : null);
        var neighbour = await RejectedAsync(home, "RE-70");
        var first = await RejectedAsync(home, "RE-77");
        var second = await home.DeliverAsync(TestMails.Correcting("RE-78", "RE-77", 900m));
        Assert.Equal(second, (await home.EndAsync(first.Id)).SupplierRejection!.CorrectedBy);
        var known = await home.AtAsync(second, "Vorerfassung");
        await home.AcceptAsync(second, WalkHome.Clara, DecisionKinds.RejectToSupplier, "Immer noch falsch");
        await home.UntilAsync(second, item => item.Visit == known.Visit + 1 && item.VisitState == VisitState.Notified);
        var third = await home.DeliverAsync(TestMails.Correcting("RE-79", "RE-78", 800m));
        var ended = await home.EndAsync(second);
        Assert.Equal((third, ItemStatus.Rejected), (ended.SupplierRejection!.CorrectedBy, ended.Status));
        Assert.Equal(first.Id, Assert.Single(ended.Corrects).Item);
        var item = await home.UntilAsync(third, one => one.Corrects.Count > 0 && one.VisitState == VisitState.Notified);
        Assert.Equal(second, Assert.Single(item.Corrects).Item);
        Assert.True((await home.ItemAsync(neighbour.Id)).IsHeld);
        Assert.Equal(3, home.Mails().Count(mail => mail.Contains($"To: <{Supplier}>", StringComparison.Ordinal)));
        foreach (var id in new[] { first.Id, second, third }) await home.AssertTrailAsync(id);
    }

    private static FieldEdit Edit(string field, string value, Item item) => new(
        new Dictionary<string, string?> { [field] = value }, null, null, null, null, item.Revision);
}
