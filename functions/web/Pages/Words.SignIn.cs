namespace Serverless.Web.Pages;

public sealed partial class Words
{
    public string StartTitle => Say("Anmelden", "Sign in");

    public string StartText => Say(
        "Geben Sie Ihre E-Mail-Adresse ein. Sie erhalten einen Link, mit dem Sie sich anmelden; ein Kennwort brauchen Sie nicht.",
        "Enter your e-mail address. You get a link that signs you in; you need no password.");

    public string StartHint => Say(
        "Um über einen Vorgang zu entscheiden, müssen Sie sich nicht anmelden: Der Link aus der E-Mail genügt.",
        "To decide about an item you need not sign in: the link in the mail is enough.");

    public string Ended => Say("Bitte melden Sie sich an, um diese Seite zu sehen.", "Please sign in to see this page.");

    public string Email => Say("E-Mail-Adresse", "E-mail address");

    public string EmailWrong => Say("Bitte geben Sie eine vollständige E-Mail-Adresse ein.", "Please enter a complete e-mail address.");

    public string SendLink => Say("Link zusenden", "Send link");

    public string SignInSentTitle => Say("Bitte sehen Sie in Ihr Postfach", "Please look into your mailbox");

    public string SignInBadTitle => Say("Dieser Anmeldelink gilt nicht mehr", "This sign-in link is no longer good");

    public string SignInBadText => Say(
        "Er ist abgelaufen, wurde schon benutzt oder ist nicht vollständig. Fordern Sie auf der Startseite einen neuen an.",
        "It has expired, was used before or is not complete. Ask for a new one at the start page.");

    public string SignInAgain => Say("Neuen Link anfordern", "Ask for a new link");

    public string SignInButton => Say("Anmelden", "Sign in");

    public string SignInSentText(int minutes) => Say(
        $"Wenn die Adresse hier bekannt ist, ist ein Link dorthin unterwegs. Er gilt {minutes} Minuten. Kommt nichts an, prüfen Sie die Schreibweise und den Spam-Ordner; Sie können einige Links je Stunde anfordern.",
        $"If the address is known here, a link is on its way to it. It is good for {minutes} minutes. If nothing comes, check the spelling and the spam folder; you can ask for a few links an hour.");

    public string SignInAs(string person, string tenant) => Say(
        $"Sie melden sich als {person} bei {tenant} an.", $"You are signing in to {tenant} as {person}.");
}
