using Serverless.Workflows.Archive.Items;
using Serverless.Workflows.Extraction;

namespace Serverless.Workflows.Approval.Mails;

/// <summary>Findings on an item that say who does not know of it. They go when somebody was told after all.</summary>
public static class MailFindings
{
    /// <summary>The mail to the person at hand could not be sent.</summary>
    public const string MailNotSent = "MAIL-NOT-SENT";

    /// <summary>The digest of the person at hand could not be sent.</summary>
    public const string DigestNotSent = "DIGEST-NOT-SENT";

    /// <summary>The person at hand is not there, and nobody is in their place.</summary>
    public const string Unreachable = "PERSON-UNREACHABLE";

    /// <summary>All reminders are sent and the item still waits; somebody responsible was told.</summary>
    public const string StillWaiting = "REMINDERS-USED-UP";

    private static readonly string[] All = [MailNotSent, DigestNotSent, Unreachable, StillWaiting];

    /// <summary>The item with one finding of that rule.</summary>
    public static Item With(Item item, string rule, string text) => item with
    {
        Checks = [.. item.Checks.Where(check => check.Rule != rule), new Check(rule, Severity.Warning, text)],
    };

    /// <summary>The item without any of them.</summary>
    public static Item Without(Item item) => Without(item, All);

    /// <summary>The item without those of the rules.</summary>
    public static Item Without(Item item, params string[] rules) =>
        Has(item, rules) ? item with { Checks = [.. item.Checks.Where(check => !rules.Contains(check.Rule))] } : item;

    /// <summary>Whether it has one of the rules.</summary>
    public static bool Has(Item item, params string[] rules) => item.Checks.Any(check => rules.Contains(check.Rule));
}
