using Serverless.Workflows.Approval;

namespace Serverless.Web.Pages;

public sealed partial class Words
{
    public string Items => Say("Vorgänge", "Items");

    public string Navigation => Say("Hauptmenü", "Main menu");

    public string Marked => Say("Auswahl", "Selection");

    public string MarkAll => Say("Alle auf dieser Seite auswählen", "Select all on this page");

    public string MarkNone => Say("Auswahl aufheben", "Clear the selection");

    public string WithMarked => Say("Mit den ausgewählten Vorgängen", "With the selected items");

    public string ForwardMarked => Say("Freigeben und weiterleiten", "Approve and forward");

    public string ReassignTo => Say("Neu zuweisen an", "Reassign to");

    public string ReassignMarked => Say("Neu zuweisen", "Reassign");

    public string ReassignTitle => Say("Einer anderen Person zuweisen", "Give it to another person");

    public string ReassignWhy => Say("Warum (freiwillig; die Person liest es)", "Why (optional; the person reads it)");

    public string BulkCommentHint => Say("Freiwillig; steht danach bei jedem Vorgang.", "Optional; kept with each item.");

    public string NextDate => Say("Nächster Termin", "Next date");

    public string AllPeople => Say("Alle Personen", "All people");

    public string OnlyMine => Say("Nur meine", "Mine only");

    public string StatusFilterOpen => Say("Offen", "Open");

    public string StatusFilterMine => Say("Bei mir", "With me");

    public string InvolvedOnly => Say(
        "Was bei Ihnen liegt, bei Ihnen war oder worüber Sie entschieden haben.",
        "What is with you, was with you or was decided by you.");

    public string StatusFilterAll => Say("Jeder Status", "Any status");

    public string ListOrder => Say(
        "Zuerst, was zuerst fällig ist oder Skonto verliert.", "What is due or loses its discount first comes first.");

    public string NewestFirst => Say("Das Neueste zuerst.", "The newest first.");

    public string BackToList => Say("Zurück zur Liste", "Back to the list");

    public string NoReassignText => Say(
        "Ihr Zugang umfasst nicht, Vorgänge anderen Personen zuzuweisen. Ihr Administrator kann das Recht erteilen.",
        "Your access does not cover giving items to other people. Your administrator can grant the right.");

    public string Result => Say("Ergebnis", "Result");

    public string Item => Say("Vorgang", "Item");

    public string HiddenItem => Say("Vorgang, den Sie nicht sehen können", "Item that you cannot see");

    public string InOrder => Say(
        "Die Vorgänge wurden nacheinander bearbeitet.", "The items were processed one after the other.");

    public string TryAgain => Say("Diese noch einmal versuchen", "Try these again");

    public string TryAgainHint => Say(
        "Was schon getan ist, wird dabei nicht noch einmal getan.", "What is done already is not done again.");

    public string ChooseAction => Say(
        "Bitte wählen Sie unten, was mit den Vorgängen geschehen soll.", "Please choose below what is to be done with the items.");

    public string NotDoneYet => Say("Es wurde noch nichts geändert", "Nothing was changed yet");

    public string Mark(string name, string? number) => number is null
        ? Say($"{name} auswählen", $"Select {name}")
        : Say($"{name}, {number} auswählen", $"Select {name}, {number}");

    public string DueOn(string day) => Say($"fällig am {day}", $"due on {day}");

    public string DiscountUntil(string day, string? percent) => percent is null
        ? Say($"Skonto bis {day}", $"discount until {day}")
        : Say($"{percent} Skonto bis {day}", $"{percent} discount until {day}");

    public string Overdue(int days) => days == 1
        ? Say("seit gestern überfällig", "overdue since yesterday")
        : Say($"seit {days} Tagen überfällig", $"overdue for {days} days");

    public string DaysLeft(int days) => days switch
    {
        0 => Say("heute!", "today!"),
        1 => Say("morgen", "tomorrow"),
        _ => Say($"in {days} Tagen", $"in {days} days"),
    };

    public string BulkTitle(string? action, int done, int all) => action == "reassign"
        ? Say($"{done} von {all} neu zugewiesen", $"{done} of {all} reassigned")
        : Say($"{done} von {all} freigegeben und weitergeleitet", $"{done} of {all} approved and forwarded");

    public string BulkResultName(BulkResult result) => result switch
    {
        BulkResult.Done => Say("erledigt", "done"),
        BulkResult.DoneBefore => Say("schon erledigt", "done before"),
        BulkResult.Refused => Say("nicht möglich", "not possible"),
        BulkResult.Changed => Say("inzwischen geändert", "changed meanwhile"),
        BulkResult.AlreadyDecided => Say("schon entschieden", "already decided"),
        BulkResult.NotFound => Say("nicht gefunden", "not found"),
        BulkResult.Failed => Say("Störung", "fault"),
        _ => Say("nicht versucht", "not tried"),
    };
}
