namespace Serverless.Workflows.Approval;

/// <summary>An item that waits is to wait for somebody else.</summary>
/// <param name="To">The id of the person who shall have it.</param>
/// <param name="Comment">Why; the person reads it, and it becomes a note.</param>
/// <param name="Visit">The visit it is meant for; null means the one open now.</param>
/// <param name="Via"><c>page</c> or <c>api</c>.</param>
/// <param name="Address">The network address it came from, for the log.</param>
public sealed record ReassignRequest(string To, string? Comment, int? Visit, string Via, string? Address);
