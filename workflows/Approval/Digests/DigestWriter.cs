using System.Globalization;
using Serverless.Workflows.Approval.Mails;
using Serverless.Workflows.Archive.Items;
using Serverless.Workflows.Archive.Lists;
using Serverless.Workflows.Intake;
using Serverless.Workflows.Tenancy;

namespace Serverless.Workflows.Approval.Digests;

/// <summary>Gathers what waits for a person and writes it down as one mail.</summary>
public sealed class DigestWriter(ItemStore items, ItemJournal journal, VisitMail links, PublicUrl publicUrl)
{
    /// <summary>As many are listed one by one; of the rest the mail says how many there are.</summary>
    public const int Listed = 50;

    private const int PageSize = 50;

    /// <summary>The digest of a day.</summary>
    /// <param name="sinceUtc">What came after it is new; null where there was no digest before, then nothing is.</param>
    /// <returns>The mail, or null where nothing waits; and how many items wait.</returns>
    public async Task<(OutgoingMail? Mail, int Items)> WriteAsync(
        Tenant tenant, Person person, DateOnly day, DateTimeOffset? sinceUtc, CancellationToken cancellation)
    {
        var (settings, language) = (tenant.Settings, person.Language ?? tenant.Settings.Language);
        var spoken = language == Language.En ? "en" : "de";
        var (entries, waiting) = (new List<DigestEntry>(), 0);
        string? cursor = null;
        do
        {
            var page = await items.ListAsync(
                tenant.Id, new ItemQuery(ItemStatus.Waiting, person.Id, PageSize: PageSize, Cursor: cursor), cancellation);
            foreach (var item in page.Items.Where(IsAsked))
            {
                if (++waiting > Listed) continue;
                var visit = await journal.VisitAsync(item, item.Visit, cancellation);
                var facts = new MailFacts(
                    spoken, settings.Name, person.Name, links.Link(item, visit), settings.Client(item.Client)?.Name, item)
                {
                    Today = day,
                };
                entries.Add(new DigestEntry(
                    facts, settings.DateAt(visit.OpenedUtc), visit.OpenedUtc > (sinceUtc ?? DateTimeOffset.MaxValue)));
            }

            cursor = page.Next;
        }
        while (cursor is not null);

        if (waiting == 0) return (null, 0);
        var text = DigestMail.Write(
            spoken, settings.Name, person.Name, day, entries, waiting, $"{publicUrl.Value}/t/{tenant.Id}/inbox");
        return (new OutgoingMail(
            tenant.Id, KeyOf(tenant.Id, person.Id, day), settings.Mail.FromName,
            settings.Mail.FromAddress, person.Name, person.Mail, text.Subject, text.Text, text.Html, null), waiting);
    }

    private static string KeyOf(string tenant, string person, DateOnly day) =>
        string.Create(CultureInfo.InvariantCulture, $"{tenant}/digest/{person}/{day:yyyyMMdd}/1");

    // What waits for its supplier asks for nothing until its reminder comes, which is a mail of its own.
    private static bool IsAsked(Item item) => item.VisitState is VisitState.Opened or VisitState.Notified && !item.IsHeld;
}
