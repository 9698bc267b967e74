using Serverless.Workflows.Approval.Links;
using Serverless.Workflows.Approval.Mails;
using Serverless.Workflows.Archive.Items;
using Serverless.Workflows.Intake;
using Serverless.Workflows.Tenancy;

namespace Serverless.Workflows.Approval;

/// <summary>Writes the mails of a visit, each with the signed link of the one who is asked.</summary>
public sealed class VisitMail(IKeySets keys, PublicUrl publicUrl)
{
    /// <summary>How long a link is good after its visit was opened, where the visit lasts that long.</summary>
    public static readonly TimeSpan LinkLife = TimeSpan.FromDays(90);

    /// <summary>The mail that asks for the decision, or null where there is nobody to write to.</summary>
    public OutgoingMail? Request(Tenant tenant, Item item, Visit visit) => Write(
        tenant, item, visit, $"visit-{visit.Number}",
        facts => visit.Purpose == VisitPurposes.Operator ? ItemMails.Operator(facts) : ItemMails.Request(facts));

    /// <summary>The mail that asks again, or null where there is nobody to write to.</summary>
    /// <param name="number">Counted from 1 within the visit.</param>
    public OutgoingMail? Reminder(Tenant tenant, Item item, Visit visit, int number) => Write(
        tenant, item, visit, $"visit-{visit.Number}-reminder-{number}", facts => ItemMails.Reminder(facts, number));

    /// <summary>The address of the signed link for a visit. The same visit gives the same link each time.</summary>
    public string Link(Item item, Visit visit)
    {
        var expires = DateTimeOffset.FromUnixTimeSeconds((visit.OpenedUtc + LinkLife).ToUnixTimeSeconds());
        var token = new Token(TokenPurpose.Decide, item.Tenant, item.Id, visit.Number, visit.Assignee, expires);
        return $"{publicUrl.Value}/d/{TokenFormat.Sign(keys.For(item.Tenant), token)}";
    }

    private OutgoingMail? Write(
        Tenant tenant, Item item, Visit visit, string purpose, Func<MailFacts, MailText> write)
    {
        var settings = tenant.Settings;
        if (settings.Person(visit.Assignee) is not { Active: true } person) return null;
        var language = person.Language ?? settings.Language;
        var text = write(new MailFacts(
            language == Language.En ? "en" : "de", settings.Name, person.Name, Link(item, visit),
            settings.Client(item.Client)?.Name, item));
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

    /// <summary>An activity failed for good.</summary>
    public const string Operator = "operator";
}
