using System.Security.Cryptography;
using Microsoft.Extensions.DependencyInjection;
using Serverless.Local.Demo;
using Serverless.Workflows.Approval;
using Serverless.Workflows.Archive.Documents;
using Serverless.Workflows.Archive.Items;
using Serverless.Workflows.Durable;
using Serverless.Workflows.Intake;
using Serverless.Workflows.Orchestrations;
using Serverless.Workflows.Orchestrations.Steps;
using Serverless.Workflows.Routing;
using Serverless.Workflows.Tenancy;

namespace Serverless.Local.Tests.Home;

/// <summary>No item fails because a step did.</summary>
public sealed class FailureTests
{
    private static readonly string[] AtTheFirst =
        [DecisionKinds.Approve, DecisionKinds.Forward, DecisionKinds.Reject, DecisionKinds.RejectToSupplier];

    private static readonly string[] Choice = [DecisionKinds.Again, DecisionKinds.GiveUp];

    [Fact]
    public async Task A_mail_that_cannot_be_sent_is_noted_and_sent_later_while_the_item_waits()
    {
        var outbox = new FlakyOutbox { Broken = true };
        await using var home = await WalkHome.OpenAsync(services => services.Front<IOutbox>(inner =>
        {
            outbox.Inner = inner;
            return outbox;
        }));
        var id = await home.DeliverAsync(TestMails.Roof("R-1"));
        var item = await home.UntilAsync(id, item => item.Checks.Any(check => check.Rule == "MAIL-NOT-SENT"), letTimePass: true);
        Assert.Equal((ItemStatus.Waiting, WalkHome.Clara, VisitState.Opened), (item.Status, item.Assignee!.User, item.VisitState));
        Assert.InRange(item.RemindUtc!.Value - home.Clock.GetUtcNow(), TimeSpan.FromMinutes(50), TimeSpan.FromHours(1));
        Assert.Single((await home.Home.Web.Items.ListAsync(WalkHome.Tenant, new ItemQuery(Assignee: WalkHome.Clara), home.Soon)).Items);

        outbox.Broken = false;
        var told = await home.AtAsync(id, "Vorerfassung", letTimePass: true);
        Assert.DoesNotContain(told.Checks, check => check.Rule == "MAIL-NOT-SENT");
        Assert.Single(outbox.Given);

        // The same for a reminder; and who finds the item without a mail may decide at once.
        outbox.Broken = true;
        await home.UntilAsync(id, item => item.Checks.Any(check => check.Rule == "MAIL-NOT-SENT"), letTimePass: true);
        await home.AcceptAsync(id, WalkHome.Clara, DecisionKinds.Approve);
        await home.UntilAsync(id, item => item.Station!.Name == "Sachliche Prüfung");
        await home.AssertTrailAsync(id);
    }

    [Fact]
    public async Task Whose_address_is_refused_gets_no_mail_but_others_learn_of_the_item_in_time()
    {
        var outbox = new FlakyOutbox
        {
            Before = mail => mail.ToAddress.StartsWith("clara", StringComparison.Ordinal)
                ? throw new ActivityFailureException(new ActivityFailure("MailRefused", "Unbekannt.", Retriable: false))
                : Task.CompletedTask,
        };
        await using var home = await WalkHome.OpenAsync(services => services.Front<IOutbox>(inner =>
        {
            outbox.Inner = inner;
            return outbox;
        }));
        var id = await home.DeliverAsync(TestMails.Roof("R-1"));
        var item = await home.UntilAsync(id, item => item.RemindUtc is not null);
        var escalate = item.EscalateUtc!.Value;
        Assert.Equal(VisitState.Opened, item.VisitState);

        home.Clock.Advance(escalate - home.Clock.GetUtcNow());
        item = await home.UntilAsync(id, item => item.Escalation is not null, letTimePass: true);
        Assert.Equal((VisitState.Opened, WalkHome.Helga, WalkHome.Clara), (item.VisitState, item.Escalation!.To, item.Assignee!.User));
        Assert.Contains("Bitte nachfassen", Assert.Single(outbox.Given).Subject, StringComparison.Ordinal);

        outbox.Before = null;
        item = await home.UntilAsync(id, item => item.VisitState == VisitState.Notified, letTimePass: true);
        Assert.Equal((WalkHome.Helga, null), (item.Escalation!.To, item.EscalateUtc));
        Assert.Equal(2, outbox.Given.Count);
        await home.AssertTrailAsync(id);
    }

    [Fact]
    public async Task A_reply_that_cannot_be_sent_fails_no_delivery_and_goes_out_later_also_after_a_restart()
    {
        var outbox = new FlakyOutbox { Broken = true };
        await using var home = await WalkHome.OpenAsync(services => services.Front<IOutbox>(inner =>
        {
            outbox.Inner = inner;
            return outbox;
        }));
        var mail = DemoMessage.Write(
            "nichts", "Lieferant <rechnung@lieferant.example>", "rechnung@musterhaus.example", home.Clock.GetUtcNow(), "Hallo", "Guten Tag\n");
        Assert.Single((await home.ReceiveAsync(mail)).Rejected);
        var rejected = Assert.Single((await home.Home.Web.Items.ListAsync(WalkHome.Tenant, new ItemQuery(), home.Soon)).Items);
        Assert.Equal(ItemStatus.Rejected, rejected.Status);

        await home.CloseAsync();
        outbox.Broken = false;
        home.Clock.Advance(TimeSpan.FromHours(1));
        await home.OpenAsync();
        await home.Get<MinuteTick>().RunAsync(home.Soon);
        while (outbox.Given.Count == 0 && !home.Soon.IsCancellationRequested) await Task.Delay(5);
        Assert.Equal($"demo/{rejected.Id}/mail/rejection/1", Assert.Single(outbox.Given).Key);

        home.Clock.Advance(TimeSpan.FromHours(1));
        await home.Get<MinuteTick>().RunAsync(home.Soon);
        Assert.Single(home.Mails());
        Assert.Single((await home.ReceiveAsync(mail)).Duplicates);
        Assert.Single(home.Mails());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_step_that_fails_for_good_is_a_case_for_the_operator(bool again)
    {
        FlakyDocuments? documents = null;
        await using var home = await WalkHome.OpenAsync(
            services => services.Front<IDocumentStore>(inner => documents = new FlakyDocuments(inner)));
        _ = home.Get<IDocumentStore>();
        documents!.Broken = Convert.ToHexStringLower(SHA256.HashData(TestMails.RoofXml("R-1")));
        var id = await home.DeliverAsync(TestMails.Roof("R-1"));
        var item = await home.UntilAsync(
            id, item => item is { Operator: not null, VisitState: VisitState.Notified }, letTimePass: true);
        Assert.Equal((nameof(StepKind.Extract), WalkHome.Miriam), (item.Operator!.Step, item.Assignee!.User));
        Assert.Contains("Platte", item.Operator.Message, StringComparison.Ordinal);
        Assert.Equal(Choice, (await home.Home.Web.Decisions.OfferAsync(WalkHome.Tenant, item, WalkHome.Miriam, home.Soon)).Kinds);
        Assert.Equal(Choice, (await home.Home.Web.Decisions.OfferAsync(WalkHome.Tenant, item, WalkHome.Helga, home.Soon)).Kinds);
        Assert.Equal(DecisionResult.NotAllowed, (await home.DecideAsync(id, WalkHome.Anna, DecisionKinds.Again)).Result);
        Assert.Equal(DecisionResult.Invalid, (await home.DecideAsync(id, WalkHome.Miriam, DecisionKinds.Approve)).Result);
        Assert.Equal(1, home.MailsTo(WalkHome.Miriam, "Platte"));

        documents.Broken = null;
        if (again)
        {
            await home.AcceptAsync(id, WalkHome.Helga, DecisionKinds.Again);
            var first = await home.AtAsync(id, "Vorerfassung");
            Assert.Equal((WalkHome.Clara, "R-1"), (first.Assignee!.User, first.Fields["invoiceNumber"].Value));
            Assert.Equal(AtTheFirst, (await home.Home.Web.Decisions.OfferAsync(WalkHome.Tenant, first, WalkHome.Clara, home.Soon)).Kinds);
        }
        else
        {
            await home.AcceptAsync(id, WalkHome.Miriam, DecisionKinds.GiveUp, "kaputt");
            var end = await home.EndAsync(id);
            Assert.Equal(ItemStatus.Failed, end.Status);
            Assert.Equal(DecisionResult.AlreadyDecided, (await home.DecideAsync(id, WalkHome.Miriam, DecisionKinds.Again)).Result);
        }

        await home.AssertTrailAsync(id);
    }

    [Fact]
    public async Task A_decision_that_could_not_be_carried_out_is_not_forgotten_however_often_it_fails()
    {
        LossyClient? client = null;
        await using var home = await WalkHome.OpenAsync(
            services => services.Front<IWorkflowClient>(inner => client = new LossyClient(inner)));
        var id = await home.DeliverAsync(TestMails.Roof("R-1"));
        await home.ApproveAsync(id, "Vorerfassung");
        await home.AtAsync(id, "Sachliche Prüfung");
        client!.Throws = true;
        await home.AcceptAsync(id, WalkHome.Anna, DecisionKinds.SendBack, "Bitte nachtragen");
        for (var round = 1; round <= 3; round++)
        {
            var visit = 2 + round;
            Hide(home, true);
            client.Throws = false;
            await home.Starter.WakeAsync(await home.ItemAsync(id), home.Soon);
            client.Throws = true;
            var item = await home.UntilAsync(id, item => item.Visit == visit && item.Operator is not null, letTimePass: true);
            Assert.Equal((nameof(StepKind.Apply), visit - 1), (item.Operator!.Step, item.Operator.Visit));
            Hide(home, false);
            await home.UntilAsync(id, item => item.VisitState == VisitState.Notified, letTimePass: true);
            await home.StandsAsync(id);
            client.Throws = round < 3;
            await home.AcceptAsync(id, WalkHome.Helga, DecisionKinds.Again);
        }

        var back = await home.UntilAsync(
            id, item => item is { Operator: null, Visit: 6, VisitState: VisitState.Notified }, letTimePass: true);
        Assert.Equal(("Vorerfassung", WalkHome.Clara), (back.Station!.Name, back.Assignee!.User));
        Assert.Contains("zurückgesendet", back.Assignee.Reason, StringComparison.Ordinal);
        await home.AssertTrailAsync(id);
    }

    [Fact]
    public async Task An_invoice_at_its_supplier_that_is_given_up_waits_for_no_correction_any_more()
    {
        LossyClient? client = null;
        await using var home = await WalkHome.OpenAsync(
            services => services.Front<IWorkflowClient>(inner => client = new LossyClient(inner)));
        var id = await home.DeliverAsync(TestMails.Roof("R-1"));
        await home.AtAsync(id, "Vorerfassung");
        await home.AcceptAsync(id, WalkHome.Clara, DecisionKinds.RejectToSupplier, "Falsch");
        await home.UntilAsync(id, item => item.Visit == 2 && item.VisitState == VisitState.Notified);
        await home.StandsAsync(id);
        client!.Throws = true;
        await home.AcceptAsync(id, WalkHome.Clara, DecisionKinds.Forward, to: WalkHome.Jonas);
        Hide(home, true);
        client.Throws = false;
        await home.Starter.WakeAsync(await home.ItemAsync(id), home.Soon);
        await home.UntilAsync(id, item => item.Operator is not null, letTimePass: true);
        Hide(home, false);
        var waiting = await home.UntilAsync(id, item => item.VisitState == VisitState.Notified, letTimePass: true);
        Assert.True(waiting.IsHeld);
        await home.AcceptAsync(id, WalkHome.Helga, DecisionKinds.GiveUp, "Wird von Hand erledigt.");
        var ended = await home.EndAsync(id);
        Assert.Equal((ItemStatus.Failed, SupplierRejectionEnd.Rejected), (ended.Status, ended.SupplierRejection!.End));
    }

    [Fact]
    public async Task A_decision_that_failed_is_still_the_one_to_be_carried_out_when_its_repetition_fails()
    {
        LossyClient? client = null;
        await using var home = await WalkHome.OpenAsync(
            services => services.Front<IWorkflowClient>(inner => client = new LossyClient(inner)));
        var id = await home.DeliverAsync(TestMails.Roof("R-1"));
        await home.ApproveAsync(id, "Vorerfassung");
        await home.AtAsync(id, "Sachliche Prüfung");

        // From here on each step is done by hand, so that it can be said to have failed.
        client!.Throws = true;
        await home.Engine.TerminateAsync(ItemRun.InstanceOf(id, 1), "test", home.Soon);
        var run = new ItemRun(WalkHome.Tenant, id, 1, ItemRun.CurrentRevision);
        var context = new ActivityContext(run.InstanceId, "any", home.Soon);
        await home.AcceptAsync(id, WalkHome.Anna, DecisionKinds.SendBack, "Bitte nachtragen");
        for (var round = 1; round <= 2; round++)
        {
            await FailAsync();
            Assert.Equal((nameof(StepKind.Apply), 2), ((await home.ItemAsync(id)).Operator!.Step, (await home.ItemAsync(id)).Operator!.Visit));
            await home.AcceptAsync(id, WalkHome.Miriam, DecisionKinds.Again);
            Assert.Equal(new ItemStep(StepKind.Apply), await ApplyAsync());
            Assert.Equal(2, (await home.ItemAsync(id)).AppliesVisit);
        }

        await FailAsync();
        await home.AcceptAsync(id, WalkHome.Miriam, DecisionKinds.Again);
        await ApplyAsync();
        Assert.Equal(new ItemStep(StepKind.Decide), await ApplyAsync());
        var item = await home.ItemAsync(id);
        Assert.Equal((Direction.Back, null, null), (item.Next!.Direction, item.Operator, item.AppliesVisit));

        Task<ItemStep> ApplyAsync() =>
            ActivatorUtilities.CreateInstance<ApplyStep>(home.Home.Services).RunAsync(context, run);

        Task FailAsync() => ActivatorUtilities.CreateInstance<RecordFailureStep>(home.Home.Services)
            .RunAsync(context, new FailedStep(run, StepKind.Apply, "IOException", "kaputt"));
    }

    /// <summary>A tenant whose folder is gone is gone, and back with it.</summary>
    private static void Hide(WalkHome home, bool away)
    {
        var folder = Path.Combine(home.Folder.Tenants, WalkHome.Tenant);
        if (away) Directory.Move(folder, home.Folder.Path + "/away");
        else Directory.Move(home.Folder.Path + "/away", folder);
        home.Get<TenantFiles>().Reload();
        Assert.Equal(away, home.Get<TenantFiles>().Find(WalkHome.Tenant) is null);
    }
}
