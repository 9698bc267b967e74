using System.Globalization;
using Serverless.Workflows.Approval.Mails;
using Serverless.Workflows.Archive.Items;
using Serverless.Workflows.Archive.Lists;
using Serverless.Workflows.Intake;
using Serverless.Workflows.Tenancy;

namespace Serverless.Workflows.Approval.Digests;

/// <summary>Writes what waits for a person down as one mail.</summary>
public sealed class DigestWriter(DigestContent content, ItemJournal journal, VisitMail links, PublicUrl publicUrl)
{
    /// <summary>As many are listed one by one; of the rest the mail says how many there are.</summary>
    public const int Listed = 50;

    /// <summary>The digest of a day.</summary>
    /// <param name="sinceUtc">What came after it is new; null where there was no digest before, then nothing is.</param>
    public async Task<WrittenDigest> WriteAsync(
        Tenant tenant, DigestReader reader, DateOnly day, DateTimeOffset? sinceUtc, CancellationToken cancellation)
    {
        var (settings, person) = (tenant.Settings, reader.Person);
        var language = (person.Language ?? settings.Language) == Language.En ? "en" : "de";
        var first = new SortedList<(DateOnly, string), Item>();
        var unsaid = new List<string>();
        var waiting = 0;
        await foreach (var item in content.WaitingAsync(tenant.Id, reader, cancellation))
        {
            waiting++;
            if (MailFindings.Has(item, MailFindings.DigestNotSent)) unsaid.Add(item.Id);
            first.Add((ItemLists.FirstDate(item), item.Id), item);
            if (first.Count > Listed) first.RemoveAt(Listed);
        }

        if (waiting == 0) return new WrittenDigest(null, 0, []);
        var entries = new List<DigestEntry>(first.Count);
        foreach (var item in first.Values)
            entries.Add(await EntryAsync(tenant, person, item, day, language, sinceUtc, cancellation));
        var text = DigestMail.Write(
            language, settings.Name, person.Name, day, entries, waiting, $"{publicUrl.Value}/t/{tenant.Id}/inbox");
        var mail = new OutgoingMail(
            tenant.Id, KeyOf(tenant.Id, reader.Owner.Id, day), settings.Mail.FromName, settings.Mail.FromAddress, person.Name,
            person.Mail, text.Subject, text.Text, text.Html, null);
        return new WrittenDigest(mail, waiting, unsaid);
    }

    private async Task<DigestEntry> EntryAsync(
        Tenant tenant, Person person, Item item, DateOnly day, string language, DateTimeOffset? sinceUtc,
        CancellationToken cancellation)
    {
        var settings = tenant.Settings;
        var visit = await journal.VisitAsync(item, item.Visit, cancellation);
        var facts = new MailFacts(
            language, settings.Name, person.Name, links.Link(item, visit, person.Id), settings.Client(item.Client)?.Name, item)
        {
            Today = day,
        };
        return new DigestEntry(
            facts, settings.DateAt(visit.OpenedUtc), visit.OpenedUtc > (sinceUtc ?? DateTimeOffset.MaxValue),
            visit.Assignee == person.Id ? null : settings.Person(visit.Assignee)?.Name ?? visit.Assignee);
    }

    private static string KeyOf(string tenant, string person, DateOnly day) =>
        string.Create(CultureInfo.InvariantCulture, $"{tenant}/digest/{person}/{day:yyyyMMdd}/1");
}

/// <summary>A digest as written.</summary>
/// <param name="Mail">Null where nothing waits.</param>
/// <param name="Items">How many items wait.</param>
/// <param name="Unsaid">Those of them that a digest before should have told of and could not.</param>
public sealed record WrittenDigest(OutgoingMail? Mail, int Items, IReadOnlyList<string> Unsaid);
