using Serverless.Workflows.Durable;
using Serverless.Workflows.Intake;

namespace Serverless.Workflows.Tests.Intake.Replies;

/// <summary>A reply to a sender is neither lost nor sent twice, and no delivery fails because of it.</summary>
public class PendingRepliesTests
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    private readonly FakeHome _home = new();

    [Fact]
    public async Task While_the_relay_is_away_a_mail_is_rejected_all_the_same_and_answered_later()
    {
        _home.Relay = _ => throw new IOException("No route to the relay.");
        var result = await _home.PostAsync(Sample.Mail("Subject: a\n"));
        Assert.Equal("noInvoiceDocument", Assert.Single(Assert.Single(result.Rejected).Reasons).Code);
        Assert.Single(_home.Items);

        await _home.LaterAsync(Hour);
        Assert.Equal((0, 1), (_home.Handed, _home.Owed));

        _home.Relay = _ => Task.CompletedTask;
        await _home.LaterAsync(TimeSpan.FromMinutes(1));
        Assert.Equal(0, _home.Handed);
        await _home.LaterAsync(Hour);
        Assert.Equal($"demo/{_home.Only.Id}/mail/rejection/1", _home.Reply.Key);

        await _home.LaterAsync(Hour);
        Assert.Equal((1, 0), (_home.Handed, _home.Owed));
        Assert.Empty(_home.NotAnswered);
    }

    [Fact]
    public async Task What_goes_out_at_once_is_owed_no_longer()
    {
        await _home.PostAsync(Sample.Mail("Subject: a\n"));
        Assert.Equal((1, 0), (_home.Handed, _home.Owed));
        await _home.PostAsync(Sample.Mail("Subject: a\n"));
        await _home.LaterAsync(Hour);
        Assert.Equal((1, 0), (_home.Handed, _home.Owed));
    }

    [Fact]
    public async Task While_one_worker_sends_no_other_does()
    {
        _home.Relay = async _ =>
        {
            _home.Relay = _ => Task.CompletedTask;
            await _home.LaterAsync(TimeSpan.FromMinutes(4));
        };
        await _home.PostAsync(Sample.Mail("Subject: a\n"));
        Assert.Equal((1, 0), (_home.Handed, _home.Owed));
    }

    [Fact]
    public async Task One_that_is_refused_for_good_is_noted_on_its_item_and_keeps_no_other_waiting()
    {
        _home.Relay = _ => throw new IOException("No route to the relay.");
        await _home.PostAsync(Sample.Mail("Subject: a\n"));
        await _home.PostAsync(Sample.Mail("Subject: b\n"));
        var refused = 0;
        _home.Relay = _ => refused++ == 0
            ? throw new ActivityFailureException(new ActivityFailure(OutgoingMail.Refused, "550 no such user", Retriable: false))
            : Task.CompletedTask;

        await _home.LaterAsync(Hour);

        Assert.Equal((1, 0), (_home.Handed, _home.Owed));
        Assert.Contains("550 no such user", Assert.Single(_home.NotAnswered), StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_that_cannot_be_read_keeps_no_other_waiting()
    {
        _home.Relay = _ => throw new IOException("No route to the relay.");
        await _home.PostAsync(Sample.Mail("Subject: a\n"));
        await _home.SpoilAsync();
        _home.Relay = _ => Task.CompletedTask;

        await _home.LaterAsync(Hour);

        Assert.Equal((1, 1), (_home.Handed, _home.Owed));
    }

    [Fact]
    public async Task After_five_days_it_is_given_up_and_the_item_says_so()
    {
        _home.Relay = _ => throw new ActivityFailureException(new ActivityFailure("MailSignIn", "535 wrong password", Retriable: false));
        await _home.PostAsync(Sample.Mail("Subject: a\n"));
        await _home.LaterAsync(TimeSpan.FromDays(4.9));
        Assert.Equal((0, 1), (_home.NotAnswered.Count, _home.Owed));
        await _home.LaterAsync(TimeSpan.FromDays(0.2));

        Assert.Equal(0, _home.Owed);
        Assert.Equal($"{_home.Only.Id}: Die Antwort konnte 5 Tage lang nicht versandt werden: 535 wrong password",
            Assert.Single(_home.NotAnswered));
    }
}
