using System.Globalization;
using System.Text;
using Serverless.Workflows.Archive.Items;

namespace Serverless.Workflows.Approval.Mails;

/// <summary>An item in a digest.</summary>
/// <param name="Facts">What it is; its address is the signed link.</param>
/// <param name="Since">Since which day it waits.</param>
/// <param name="IsNew">Whether it came after the digest before.</param>
/// <param name="For">The name of the one who is away and for whom the reader decides; null where it is the reader's own.</param>
public sealed record DigestEntry(MailFacts Facts, DateOnly Since, bool IsNew, string? For = null);

/// <summary>The one mail a day with all that waits for a person.</summary>
public static class DigestMail
{
    /// <summary>Writes it.</summary>
    /// <param name="language">The reader's: <c>de</c> or <c>en</c>.</param>
    /// <param name="tenant">The tenant's name.</param>
    /// <param name="person">The reader's name.</param>
    /// <param name="today">The day it is for; what must be paid by then is marked.</param>
    /// <param name="entries">The items, the most urgent first.</param>
    /// <param name="waiting">How many wait in all.</param>
    /// <param name="inbox">The address of the reader's list.</param>
    public static MailText Write(
        string language, string tenant, string person, DateOnly today, IReadOnlyList<DigestEntry> entries, int waiting,
        string inbox)
    {
        var english = Spoken.IsEnglish(language);
        var (fresh, rest) = (entries.Count(entry => entry.IsNew), waiting - entries.Count);
        var subject = english
            ? (waiting == 1 ? "1 item waits for you" : $"{waiting} items wait for you")
            : waiting == 1 ? "1 Vorgang wartet auf Sie" : $"{waiting} Vorgänge warten auf Sie";
        subject += fresh == 0 ? string.Empty : english ? $" ({fresh} new)" : fresh == 1 ? " (1 neuer)" : $" ({fresh} neue)";
        var intro = english
            ? $"this is what waits for your decision on {Spoken.Day(today, language)}, the most urgent first:"
            : $"das wartet am {Spoken.Day(today, language)} auf Ihre Entscheidung, das Dringendste zuerst:";
        var more = rest == 0 ? null : english
            ? $"There are {rest} more in your list."
            : rest == 1 ? "Ein weiterer steht in Ihrer Liste." : $"{rest} weitere stehen in Ihrer Liste.";
        var list = english ? "Open my list" : "Meine Liste öffnen";
        var footer = english
            ? "Each link is for you and for its one decision only. Please do not forward this mail."
            : "Jeder Link gilt nur für Sie und nur für die eine Entscheidung. Bitte leiten Sie diese E-Mail nicht weiter.";
        var greeting = MailLayout.Greeting(english, person);

        var text = new StringBuilder().Append(greeting).Append("\n\n").Append(intro).Append("\n\n");
        var page = new StringBuilder(4096);
        MailLayout.Begin(page, english, subject, greeting, intro);
        foreach (var entry in entries)
        {
            AsText(text, entry, today);
            AsHtml(page, entry, today);
        }

        if (more is not null)
        {
            text.Append(more).Append('\n');
            page.Append(CultureInfo.InvariantCulture, $"<p style=\"margin:20px 0 0\">{MailLayout.Html.Encode(more)}</p>\n");
        }

        text.Append(list).Append(":\n").Append(inbox).Append("\n\n").Append(footer).Append("\n\n").Append(tenant).Append('\n');
        MailLayout.Button(page, list, inbox);
        MailLayout.End(page, footer, tenant);
        return new MailText(MailLayout.Shorten(subject), text.ToString(), page.ToString());
    }

    private static void AsText(StringBuilder text, DigestEntry entry, DateOnly today)
    {
        text.Append("* ").Append(Title(entry)).Append('\n');
        if (Urgency(entry.Facts, today) is { } urgency) text.Append("  ! ").Append(urgency).Append('\n');
        foreach (var line in Lines(entry)) text.Append("  ").Append(line).Append('\n');
        text.Append("  ").Append(entry.Facts.Url).Append("\n\n");
    }

    private static void AsHtml(StringBuilder page, DigestEntry entry, DateOnly today)
    {
        page.Append(CultureInfo.InvariantCulture, $"""
            <div style="padding:14px 0;border-top:1px solid #d9dfe2">
            <p style="margin:0 0 2px"><a href="{MailLayout.Html.Encode(entry.Facts.Url)}" style="color:#0b5c6b;font-weight:600;overflow-wrap:anywhere">{MailLayout.Html.Encode(Title(entry))}</a></p>

            """);
        if (Urgency(entry.Facts, today) is { } urgency)
        {
            page.Append(CultureInfo.InvariantCulture, $"""
                <p style="margin:0 0 2px;color:#9a3412;font-weight:600">{MailLayout.Html.Encode(urgency)}</p>

                """);
        }

        foreach (var line in Lines(entry))
        {
            page.Append(CultureInfo.InvariantCulture, $"""
                <p style="margin:0;color:#566169;font-size:14px;overflow-wrap:anywhere">{MailLayout.Html.Encode(line)}</p>

                """);
        }

        page.Append("</div>\n");
    }

    private static string Title(DigestEntry entry)
    {
        var title = MailLayout.OneLine(entry.Facts.Headline);
        return entry.IsNew ? entry.Facts.Say("Neu: ", "New: ") + title : title;
    }

    private static string? Urgency(MailFacts facts, DateOnly today)
    {
        if (facts.Item.Deadlines is not { PayBy: { } payBy } deadlines || payBy > today.AddDays(1)) return null;
        if (deadlines.Due is { } due && PaymentDeadlines.BankDayUntil(due) == payBy)
        {
            return payBy < today ? facts.Say("Überfällig", "Overdue")
                : payBy == today ? facts.Say("Heute zahlen", "Pay today")
                : facts.Say("Bis morgen zahlen", "Pay by tomorrow");
        }

        return payBy <= today
            ? facts.Say("Skonto nur noch heute", "Cash discount today only")
            : facts.Say("Skonto nur noch bis morgen", "Cash discount until tomorrow only");
    }

    private static IEnumerable<string> Lines(DigestEntry entry)
    {
        var (facts, dates) = (entry.Facts, new List<string>());
        if (facts.Item.Deadlines?.Due is { } due) dates.Add(facts.Say("fällig am ", "due on ") + Spoken.PayDay(due, facts.Language));
        dates.AddRange(facts.Discounts().Select(discount => facts.Say("Skonto ", "cash discount ") + discount));
        if (dates.Count > 0) yield return MailLayout.OneLine(string.Join("; ", dates));

        var place = new List<string>();
        if (facts.Item.Operator is not null) place.Add(facts.Say("Störung", "Failure"));
        else if (facts.Item.Station?.Name is { } station) place.Add(station);
        if (facts.Client is { } client) place.Add(client);
        if (entry.For is { } away) place.Add(facts.Say("in Vertretung für ", "standing in for ") + away);
        place.Add(facts.Say("wartet seit ", "waiting since ") + Spoken.Day(entry.Since, facts.Language));
        yield return MailLayout.OneLine(string.Join(" · ", place));
        foreach (var warning in facts.Warnings()) yield return "! " + MailLayout.OneLine(warning);
    }
}
