using System.Security.Cryptography;
using System.Text;
using Serverless.Workflows.Approval.Links;
using Serverless.Workflows.Approval.Mails;
using Serverless.Workflows.Archive.Items;
using Serverless.Workflows.Durable;
using Serverless.Workflows.Intake;
using Serverless.Workflows.Routing.Phrases;
using Serverless.Workflows.Tenancy;

namespace Serverless.Workflows.Approval;

/// <summary>Writes the mails of a visit; those to the one who is asked have a signed link.</summary>
public sealed class VisitMail(IKeySets keys, PublicUrl publicUrl, TimeProvider time)
{
    /// <summary>How long a link is good at least after the mail that brings it, where the visit lasts that long.</summary>
    public static readonly TimeSpan LinkLife = TimeSpan.FromDays(90);

    /// <summary>The mail that asks for the decision, or null where the reader is not active.</summary>
    /// <param name="reader">Whoever is asked, or who stands in for them.</param>
    public OutgoingMail? Request(Tenant tenant, Item item, Visit visit, Person reader) => Write(
        tenant, For(tenant, item, visit, reader), reader.Id, Link(item, visit, reader.Id),
        $"visit-{visit.Number}{FromSupplier(item, visit)}",
        facts => visit.Purpose switch
        {
            VisitPurposes.Operator => ItemMails.Operator(facts),
            VisitPurposes.Correction => ItemMails.Correction(facts, 0),
            _ => ItemMails.Request(facts),
        });

    /// <summary>The mail that asks again, or null where the reader is not active.</summary>
    /// <param name="reader">Whoever is asked, or who stands in for them.</param>
    /// <param name="number">Counted from 1 within the visit.</param>
    public OutgoingMail? Reminder(Tenant tenant, Item item, Visit visit, Person reader, int number) => Write(
        tenant, For(tenant, item, visit, reader), reader.Id, Link(item, visit, reader.Id),
        $"visit-{visit.Number}-reminder-{number}{FromSupplier(item, visit)}",
        facts => visit.Purpose == VisitPurposes.Correction
            ? ItemMails.Correction(facts, number)
            : ItemMails.Reminder(facts, number));

    /// <summary>The mail that tells somebody else that the item waits too long, or null where there is nobody to write to.
    /// It leads to the item's page.</summary>
    /// <param name="to">Who is told, and why.</param>
    /// <param name="isEarly">Whether a deadline is the reason rather than the time that it waits.</param>
    public OutgoingMail? Escalation(Tenant tenant, Item item, Visit visit, AssigneeRef to, bool isEarly) => Write(
        tenant, item with { Assignee = to }, to.User, $"{publicUrl.Value}/t/{tenant.Id}/items/{item.Id}",
        $"visit-{visit.Number}-escalation",
        facts => ItemMails.Escalation(
            facts, tenant.Settings.Person(visit.Assignee)?.Name ?? visit.Assignee,
            tenant.Settings.DateAt(visit.OpenedUtc), isEarly));

    /// <summary>The mail that tells somebody responsible that nobody who could decide an item learns of it, or null where
    /// they are not active. It leads to the item's page.</summary>
    /// <param name="obstacle">Why, German.</param>
    public OutgoingMail? Unreachable(Tenant tenant, Item item, Visit visit, Person to, string obstacle) => Write(
        tenant, item with { Assignee = null }, to.Id, $"{publicUrl.Value}/t/{tenant.Id}/items/{item.Id}",
        $"visit-{visit.Number}-unreachable", facts => ItemMails.Unreachable(facts, obstacle));

    /// <summary>The mail that tells whoever rejected an invoice to its supplier that the corrected one was linked by itself, or
    /// null where they are not active. It leads to the rejected item's page.</summary>
    /// <param name="why">What the two have in common, German; null where that is not known.</param>
    public OutgoingMail? Linked(Tenant tenant, Item item, Item corrected, Person reader, string? why) => Write(
        tenant, item with { Assignee = null, Notes = [], Checks = [], Duplicates = [] }, reader.Id,
        $"{publicUrl.Value}/t/{tenant.Id}/items/{item.Id}", $"visit-{item.Visit}-linked",
        facts => ItemMails.Linked(facts, corrected, why));

    /// <summary>The mail that tells somebody responsible that an item still waits though all reminders are sent, or null where
    /// they are not active. It leads to the item's page.</summary>
    /// <param name="day">On which day; on another one it is another mail.</param>
    public OutgoingMail? StillWaiting(Tenant tenant, Item item, Visit visit, Person to, DateOnly day) => Write(
        tenant, item with { Assignee = null }, to.Id, $"{publicUrl.Value}/t/{tenant.Id}/items/{item.Id}",
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"visit-{visit.Number}-waiting-{day:yyyyMMdd}"),
        facts => ItemMails.StillWaiting(
            facts, tenant.Settings.Person(visit.Assignee)?.Name ?? visit.Assignee, tenant.Settings.DateAt(visit.OpenedUtc)));

    /// <summary>The address of the signed link for a visit, good for <see cref="LinkLife"/> from now: each mail renews it,
    /// and the same day gives the same link. It dies with its visit in any case.</summary>
    /// <param name="reader">Whose link it is.</param>
    public string Link(Item item, Visit visit, string reader)
    {
        var expires = new DateTimeOffset((time.GetUtcNow() + LinkLife).UtcDateTime.Date.AddDays(1), TimeSpan.Zero);
        var token = new Token(TokenPurpose.Decide, item.Tenant, item.Id, visit.Number, reader, expires);
        return $"{publicUrl.Value}/d/{TokenFormat.Sign(keys.For(item.Tenant), token)}";
    }

    // A mail that says what the supplier sent is another one than that which went before it: told again after a crash, it
    // must not be taken for sent.
    private static string FromSupplier(Item item, Visit visit) =>
        visit.Purpose != VisitPurposes.Correction
        || item.SupplierRejection is not { } rejection || rejection is { Answer: null, Mail.Problem: null }
            ? string.Empty
            : "-answer-" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(
                $"{rejection.Mail.Problem}\n{DurableJson.Serialize(rejection.Answer)}")))[..16];

    private static Item For(Tenant tenant, Item item, Visit visit, Person reader) => reader.Id == visit.Assignee ? item : item with
    {
        Assignee = visit.Purpose == VisitPurposes.Operator
            ? new AssigneeRef(reader.Id, visit.Reason)
            : new AssigneeRef(
                reader.Id,
                ReasonPhrases.StandsIn.Of(tenant.Settings.Person(visit.Assignee)?.Name ?? visit.Assignee, visit.Reason),
                visit.Assignee),
    };

    private OutgoingMail? Write(
        Tenant tenant, Item item, string to, string url, string purpose, Func<MailFacts, MailText> write)
    {
        var settings = tenant.Settings;
        if (settings.Person(to) is not { Active: true } person) return null;
        var language = person.Language ?? settings.Language;
        var text = write(new MailFacts(
            language == Language.En ? "en" : "de", settings.Name, person.Name, url,
            settings.Client(item.Client)?.Name, item)
        {
            Today = settings.DateAt(time.GetUtcNow()),
        });
        return new OutgoingMail(
            tenant.Id, $"{tenant.Id}/{item.Id}/{person.Id}/{purpose}/1", settings.Mail.FromName,
            settings.Mail.FromAddress, person.Name, person.Mail, text.Subject, text.Text, text.Html, null);
    }
}

/// <summary>The address under which people reach this home, without a slash at the end.</summary>
public sealed record PublicUrl(string Value);

/// <summary>What a visit is for.</summary>
public static class VisitPurposes
{
    /// <summary>A station of the route.</summary>
    public const string Station = "station";

    /// <summary>The invoice was rejected to its supplier; the corrected one is awaited.</summary>
    public const string Correction = "correction";

    /// <summary>An activity failed for good.</summary>
    public const string Operator = "operator";
}
