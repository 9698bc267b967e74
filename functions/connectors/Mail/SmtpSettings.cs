using System.Net;

namespace Serverless.Connectors.Mail;

/// <summary>The relay that outgoing mail is handed to.</summary>
/// <param name="Port">587 begins in the clear and must change to TLS; 465 is TLS from the start.</param>
/// <param name="SignIn">Null for a relay that knows its callers otherwise.</param>
/// <param name="Encrypted">Whether TLS is required; only a relay on the same machine may do without.</param>
public sealed record SmtpSettings(string Host, int Port, NetworkCredential? SignIn, bool Encrypted = true);
