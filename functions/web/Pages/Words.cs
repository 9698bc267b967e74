using Serverless.Workflows.Approval.Mails;

namespace Serverless.Web.Pages;

/// <summary>
/// Every text of the pages, in German and English side by side, so that none can be without the other. German is the
/// language of whoever has not chosen.
/// </summary>
public sealed partial class Words
{
    private static readonly Words German = new("de");
    private static readonly Words English = new("en");
    private readonly bool _english;

    private Words(string language) => (Language, _english) = (language, language == "en");

    /// <summary><c>de</c> or <c>en</c>.</summary>
    public string Language { get; }

    /// <summary>The texts for a person's setting or a browser's Accept-Language.</summary>
    public static Words Of(string? language) => Spoken.IsEnglish(language?.TrimStart()) ? English : German;

    public const string Product = "Serverless";

    public string Skip => Say("Zum Inhalt", "Skip to content");

    public string ToStart => Say("Zur Startseite", "To the start page");

    public string SignOut => Say("Abmelden", "Sign out");

    public string Inbox => Say("Posteingang", "Inbox");

    public string NotFoundTitle => Say("Nicht gefunden", "Not found");

    public string NotFoundText => Say(
        "Diese Seite gibt es nicht, oder sie gehört nicht zu Ihrem Zugang. Prüfen Sie die Adresse oder beginnen Sie auf der Startseite.",
        "This page does not exist, or your access does not cover it. Check the address or begin at the start page.");

    public string NoRightTitle => Say("Dazu fehlt das Recht", "You have no right to do this");

    public string NoRightText => Say(
        "Ihr Zugang umfasst diese Liste nicht. Über die Links aus Ihren E-Mails können Sie weiterhin entscheiden. Ihr Administrator kann das Recht erteilen.",
        "Your access does not cover this list. You can still decide by the links in your mails. Your administrator can grant the right.");

    public string ForeignFormTitle => Say("Bitte noch einmal", "Please try again");

    public string ForeignFormText => Say(
        "Das Formular war zu lange offen oder kam nicht von dieser Seite. Es wurde nichts geändert. Laden Sie die Seite neu und senden Sie es noch einmal.",
        "The form was open for too long or did not come from this page. Nothing was changed. Reload the page and send it again.");

    private string Say(string german, string english) => _english ? english : german;
}
