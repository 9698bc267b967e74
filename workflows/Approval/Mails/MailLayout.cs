using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace Serverless.Workflows.Approval.Mails;

/// <summary>The one look of all mails: a greeting, a summary, one button; the same as plain text.</summary>
internal static class MailLayout
{
    private const int MaxSubject = 150;
    internal static readonly HtmlEncoder Html = HtmlEncoder.Create(UnicodeRanges.All);

    public static MailText Write(
        MailFacts facts, string subject, string intro, string button,
        IReadOnlyList<(string Label, string Value)>? first = null, string? footer = null) =>
        Write(facts.English, facts.Tenant, facts.Person, subject, intro, [.. first ?? [], .. facts.Rows()], facts.Warnings(),
            button, facts.Url, footer ?? facts.Say(
                "Der Link gilt nur für Sie und nur für diese eine Entscheidung. Bitte leiten Sie diese E-Mail nicht weiter.",
                "The link is for you and for this one decision only. Please do not forward this mail."));

    public static MailText Write(
        bool english, string tenant, string person, string subject, string intro,
        IReadOnlyList<(string Label, string Value)> rows, IReadOnlyList<string> warnings, string button, string url,
        string footer)
    {
        var greeting = Greeting(english, person);
        var lines = rows.Select(row => (row.Label, Value: OneLine(row.Value))).ToList();
        var cautions = warnings.Select(OneLine).ToList();
        return new(Shorten(OneLine(subject)),
            Text(greeting, intro, lines, cautions, button, url, footer, tenant),
            Page(english, greeting, intro, lines, cautions, button, url, footer, tenant, OneLine(subject)));
    }

    internal static string Greeting(bool english, string person) =>
        (english ? "Hello " : "Guten Tag ") + OneLine(person) + ",";

    private static string Text(
        string greeting, string intro, List<(string Label, string Value)> rows, List<string> warnings, string button,
        string url, string footer, string tenant)
    {
        var text = new StringBuilder().Append(greeting).Append("\n\n").Append(intro).Append("\n\n");
        var width = rows.Count == 0 ? 0 : rows.Max(row => row.Label.Length) + 2;
        foreach (var (label, value) in rows) text.Append((label + ":").PadRight(width)).Append(value).Append('\n');
        if (rows.Count > 0) text.Append('\n');
        foreach (var warning in warnings) text.Append("! ").Append(warning).Append('\n');
        if (warnings.Count > 0) text.Append('\n');
        return text.Append(button).Append(":\n").Append(url).Append("\n\n").Append(footer).Append("\n\n").Append(tenant)
            .Append('\n').ToString();
    }

    private static string Page(
        bool english, string greeting, string intro, List<(string Label, string Value)> rows, List<string> warnings,
        string button, string url, string footer, string tenant, string title)
    {
        var page = new StringBuilder(2048);
        Begin(page, english, title, greeting, intro);
        if (rows.Count > 0) page.Append("<table role=\"presentation\" style=\"border-collapse:collapse;margin:0 0 20px;width:100%\">\n");
        foreach (var (label, value) in rows)
        {
            page.Append(CultureInfo.InvariantCulture, $"""
                <tr><td style="padding:5px 16px 5px 0;color:#566169;vertical-align:top;white-space:nowrap">{Html.Encode(label)}</td><td style="padding:5px 0;font-weight:600;overflow-wrap:anywhere">{Html.Encode(value)}</td></tr>

                """);
        }

        if (rows.Count > 0) page.Append("</table>\n");
        foreach (var warning in warnings)
        {
            page.Append(CultureInfo.InvariantCulture, $"""
                <p style="margin:0 0 12px;padding:10px 12px;border-left:4px solid #b45309;background:#fff7e6">{Html.Encode(warning)}</p>

                """);
        }

        Button(page, button, url);
        End(page, footer, tenant);
        return page.ToString();
    }

    /// <summary>The head of the page, the greeting, and what it is about.</summary>
    internal static void Begin(StringBuilder page, bool english, string title, string greeting, string intro) =>
        page.Append(CultureInfo.InvariantCulture, $"""
            <!DOCTYPE html>
            <html lang="{(english ? "en" : "de")}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
            <title>{Html.Encode(title)}</title></head>
            <body style="margin:0;padding:24px 12px;background:#f2f4f5;color:#1b2327;font:16px/1.5 system-ui,'Segoe UI',Roboto,Arial,sans-serif">
            <div style="max-width:560px;margin:0 auto;padding:28px 24px;background:#ffffff;border:1px solid #d9dfe2;border-radius:8px">
            <p style="margin:0 0 12px">{Html.Encode(greeting)}</p>
            <p style="margin:0 0 20px">{Html.Encode(intro)}</p>

            """);

    /// <summary>A link to press.</summary>
    internal static void Button(StringBuilder page, string text, string url) =>
        page.Append(CultureInfo.InvariantCulture, $"""
            <p style="margin:24px 0"><a href="{Html.Encode(url)}" style="display:inline-block;padding:13px 24px;background:#0b5c6b;color:#ffffff;text-decoration:none;border-radius:6px;font-weight:600">{Html.Encode(text)}</a></p>

            """);

    /// <summary>The small print and the end of the page.</summary>
    internal static void End(StringBuilder page, string footer, string tenant) =>
        page.Append(CultureInfo.InvariantCulture, $"""
            <p style="margin:0 0 16px;color:#566169;font-size:14px">{Html.Encode(footer)}</p>
            <p style="margin:0;color:#566169;font-size:14px">{Html.Encode(tenant)}</p>
            </div></body></html>

            """);

    // Texts come from documents of strangers: a line break in a subject would be a header of its own.
    internal static string OneLine(string text)
    {
        var line = new StringBuilder(text.Length);
        foreach (var letter in text)
        {
            var shown = char.IsControl(letter) || letter is '\u2028' or '\u2029' ? ' ' : letter;
            if (shown != ' ' || (line.Length > 0 && line[^1] != ' ')) line.Append(shown);
        }

        return line.ToString().TrimEnd();
    }

    internal static string Shorten(string subject)
    {
        if (subject.Length <= MaxSubject) return subject;
        var end = char.IsHighSurrogate(subject[MaxSubject - 2]) ? MaxSubject - 2 : MaxSubject - 1;
        return subject[..end].TrimEnd() + "…";
    }
}
