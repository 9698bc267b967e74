namespace Serverless.Workflows.Intake.Mail;

/// <summary>A sender or recipient as a header names it. The address is as written and may be nonsense; whoever sends to
/// it checks it with <see cref="MailAddressSyntax"/> first.</summary>
/// <param name="Name">The display name, decoded; null where there is none.</param>
public sealed record Mailbox(string? Name, string Address);
