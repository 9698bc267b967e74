using Serverless.Workflows.Intake;

namespace Serverless.Local.Tests.Home;

/// <summary>Something happens as soon as a mail to an address went out.</summary>
internal sealed class Answering(IOutbox inner) : IOutbox
{
    public string? To { get; set; }

    public Func<OutgoingMail, Task>? Then { get; set; }

    public async Task SendAsync(OutgoingMail mail, CancellationToken cancellation)
    {
        await inner.SendAsync(mail, cancellation);
        if (mail.ToAddress == To && Then is { } then) await then(mail);
    }
}
