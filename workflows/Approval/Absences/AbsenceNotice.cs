using System.Text.Json.Serialization;
using Serverless.Workflows.Approval.Mails;
using Serverless.Workflows.Archive.Records;
using Serverless.Workflows.Intake;
using Serverless.Workflows.Tenancy;
using Serverless.Workflows.Tenancy.Master;

namespace Serverless.Workflows.Approval.Absences;

/// <summary>A mail that is owed to a substitute. It is written together with the change that it tells of.</summary>
/// <param name="To">The substitute's id.</param>
/// <param name="IsOver">Whether it tells that they need not stand in (any longer).</param>
/// <param name="SinceUtc">When the change was made.</param>
/// <param name="Tries">How often it was tried to send it.</param>
/// <param name="DueUtc">When it may be tried next. Whoever tries moves it first.</param>
internal sealed record AbsenceNotice(
    string Absence, string Person, DateOnly From, DateOnly Until, string To, bool IsOver, int Revision, DateTimeOffset SinceUtc,
    int Tries, DateTimeOffset DueUtc)
{
    /// <summary>How long is tried.</summary>
    public static TimeSpan Longest { get; } = TimeSpan.FromDays(5);

    private static readonly TimeSpan Shortest = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan LongestPause = TimeSpan.FromHours(1);

    /// <summary>The row's key.</summary>
    [JsonIgnore]
    public string Key => Keys.Join(AbsenceStore.Notices, Absence, Keys.Number(Revision), To, IsOver ? "over" : "new");

    /// <summary>What substitutes must be told of a change; whoever made it knows.</summary>
    public static IEnumerable<AbsenceNotice> Of(
        Settings settings, Absence? before, Absence? after, string? by, DateOnly today, DateTimeOffset now)
    {
        var (was, becomes) = (Counts(before, today), Counts(after, today));
        if (was && (!becomes || after!.Substitute != before!.Substitute) && Reaches(before!.Substitute))
            yield return New(before, isOver: true, (after ?? before).Revision + (after is null ? 1 : 0));
        if (becomes && Reaches(after!.Substitute)
            && (!was || after.Substitute != before!.Substitute || after.From != before.From || after.Until != before.Until))
            yield return New(after, isOver: false, after.Revision);

        bool Reaches(string person) => person != by && settings.Person(person) is { Active: true };

        AbsenceNotice New(Absence of, bool isOver, int revision) => new(
            of.Key, of.Person, of.From, of.Until, of.Substitute, isOver, revision, now, 0, now);
    }

    /// <summary>The row of whoever is about to try.</summary>
    public AbsenceNotice Claimed(DateTimeOffset now)
    {
        var pause = Shortest * Math.Pow(2, Math.Min(Tries, 10));
        return this with { Tries = Tries + 1, DueUtc = now + (pause < LongestPause ? pause : LongestPause) };
    }

    /// <summary>The mail; null where nobody of that name is there any more.</summary>
    public OutgoingMail? Mail(Tenant tenant, string inbox)
    {
        var settings = tenant.Settings;
        if (settings.Person(To) is not { Active: true } reader) return null;
        var language = (reader.Language ?? settings.Language) == Language.En ? "en" : "de";
        var english = Spoken.IsEnglish(language);
        var person = settings.Person(Person)?.Name ?? Person;
        var (from, until) = (Spoken.Day(From, language), Spoken.Day(Until, language));
        var text = MailLayout.Write(
            english, settings.Name, reader.Name,
            (english, IsOver) switch
            {
                (true, false) => $"You stand in for {person} from {from} to {until}",
                (true, true) => $"You need not stand in for {person}",
                (false, false) => $"Sie vertreten {person} vom {from} bis {until}",
                (false, true) => $"Die Vertretung für {person} entfällt",
            },
            (english, IsOver) switch
            {
                (true, false) => $"from {from} to {until} you get what comes for {person}. What waits for them already stands in your inbox on these days, and you can decide it.",
                (true, true) => $"you were entered as the substitute of {person} from {from} to {until}. That has ended or was changed; you need not do anything more for them.",
                (false, false) => $"vom {from} bis {until} bekommen Sie, was für {person} kommt. Was dort schon wartet, steht an diesen Tagen in Ihrem Posteingang, und Sie können darüber entscheiden.",
                (false, true) => $"Sie waren vom {from} bis {until} als Vertretung für {person} eingetragen. Das ist beendet oder wurde geändert; Sie brauchen dafür nichts mehr zu tun.",
            },
            [], [], english ? "To the inbox" : "Zum Posteingang", inbox,
            english ? "Absences are entered at “Absences”." : "Eingetragen werden Abwesenheiten unter „Abwesenheiten“.");
        return new OutgoingMail(
            tenant.Id, $"{tenant.Id}/absence/{Absence}/{To}/{(IsOver ? "over" : "new")}/{Revision}", settings.Mail.FromName,
            settings.Mail.FromAddress, reader.Name, reader.Mail, text.Subject, text.Text, text.Html, null);
    }

    private static bool Counts(Absence? absence, DateOnly today) => absence is not null && absence.Until >= today;
}
