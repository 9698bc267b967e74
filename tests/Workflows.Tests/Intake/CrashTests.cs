namespace Serverless.Workflows.Tests.Intake;

/// <summary>A delivery that broke down is repeated by its sender. At whatever call it broke, the repeat ends with what
/// would have been without.</summary>
public class CrashTests
{
    public static TheoryData<string> Deliveries => new(
        Sample.Mail("", ("a.pdf", Sample.Pdf("a")), ("b.pdf", Sample.Pdf("b"))),
        Sample.Mail("Subject: nichts dabei\n"));

    [Theory]
    [MemberData(nameof(Deliveries))]
    public async Task ARepeatAfterACrashAtAnyCallLosesAndDoublesNothing(string mail)
    {
        var whole = Home();
        await whole.PostAsync(mail);
        var crashes = 0;
        for (var call = 1; ; call++)
        {
            var home = Home();
            home.BreakAt = call;
            try
            {
                await home.PostAsync(mail);
            }
            catch (IOException)
            {
                crashes++;
            }

            if (!home.Broke) break;
            home.BreakAt = 0;
            await home.PostAsync(mail);
            await home.LaterAsync(TimeSpan.FromHours(1));
            Assert.Equal(0, home.Owed);
            Assert.Equal(whole.Items.Keys.Order(), home.Items.Keys.Order());
            Assert.Equal(whole.Sent.Keys, home.Sent.Keys);
            // An item whose start was lost is there for the sweeper; none is started twice.
            Assert.Equal(home.Started.Distinct(), home.Started);
            Assert.True(home.Started.Count >= whole.Started.Count - 1);
        }

        Assert.True(crashes > 4, $"{crashes} calls broke.");
    }

    private static FakeHome Home()
    {
        var home = new FakeHome();
        home.Settings = home.Settings with { ItemsPerMail = Serverless.Workflows.Intake.ItemsPerMail.PerInvoice };
        return home;
    }
}
