namespace Serverless.Workflows.Approval.Mails;

/// <summary>The mails that ask a person to do something about an item. Each has one link, the signed one.</summary>
public static class ItemMails
{
    /// <summary>Asks for a decision.</summary>
    public static MailText Request(MailFacts facts) => MailLayout.Write(facts,
        $"{facts.Say("Bitte entscheiden", "Please decide")}: {Headline(facts)}",
        facts.Say("ein Vorgang wartet auf Ihre Entscheidung:", "an item waits for your decision:"),
        facts.Say("Öffnen und entscheiden", "Open and decide"));

    /// <summary>Asks again.</summary>
    /// <param name="number">Counted from 1 within the visit.</param>
    public static MailText Reminder(MailFacts facts, int number) => MailLayout.Write(facts,
        (number > 1 ? facts.Say($"{number}. Erinnerung", $"Reminder {number}") : facts.Say("Erinnerung", "Reminder"))
            + $": {Headline(facts)}",
        facts.Say("dieser Vorgang wartet noch auf Ihre Entscheidung:", "this item still waits for your decision:"),
        facts.Say("Öffnen und entscheiden", "Open and decide"));

    /// <summary>Asks an operator what shall become of an item whose step has failed for good.</summary>
    public static MailText Operator(MailFacts facts) => MailLayout.Write(facts,
        $"{facts.Say("Störung", "Failure")}: {Headline(facts)}",
        facts.Say("bei diesem Vorgang ist ein Schritt fehlgeschlagen. Es ist nichts verloren; bitte sagen Sie, wie es weitergeht:",
            "a step of this item has failed. Nothing is lost; please say how to go on:"),
        facts.Say("Öffnen und weiterführen", "Open and go on"),
        facts.Item.Operator is { } failed ? [(facts.Say("Schritt", "Step"), failed.Step), (facts.Say("Meldung", "Message"), failed.Message)] : []);

    private static string Headline(MailFacts facts) =>
        facts.Money is { } money ? $"{facts.Name}, {money}" : facts.Name;
}
