using System.Globalization;
using Serverless.Workflows.Archive.Items;
using Serverless.Workflows.Extraction;
using Serverless.Workflows.Intake.Documents;
using Serverless.Workflows.Routing.Phrases;

namespace Serverless.Workflows.Intake;

/// <summary>What the intake notes on an item for the people who work on it.</summary>
internal static class IntakeChecks
{
    public static Check Rejected(RejectionReason reason) =>
        new("INTAKE-" + reason.Code.ToUpperInvariant(), Severity.Error, reason.Text);

    public static Check NotAnswered(string why) =>
        new("INTAKE-NOT-ANSWERED", Severity.Info, MailPhrases.NotAnswered.Of(why));

    public static Check SameBytes(Duplicate other) => new("DUPLICATE-BYTES", Severity.Warning,
        $"Dasselbe Dokument liegt schon als anderer Vorgang vor{(other.Name is { } name ? $": {name}" : string.Empty)}. "
        + "Zuerst eingegangen ist der andere Vorgang. Bitte prüfen Sie, ob die Rechnung doppelt gesendet wurde.");

    public static Check Several(IReadOnlyList<InvoiceGroup> groups) => new("INTAKE-SEVERAL-INVOICES", Severity.Warning,
        string.Create(CultureInfo.InvariantCulture,
            $"Die Mail enthält {groups.Count} Rechnungsdokumente; gelesen wird „{groups[0].Main.Name}“. Die übrigen sind als Anhang abgelegt: {IntakeReasons.Names(groups.Skip(1).Select(group => group.Main.Name))}."));

    /// <summary>What a person should know about the files of an item.</summary>
    public static IEnumerable<Check> About(IEnumerable<ReceivedDocument> documents)
    {
        foreach (var document in documents)
        {
            if (document.Defect is { } defect)
                yield return new Check("INTAKE-" + defect.Code.ToUpperInvariant(), Severity.Warning, defect.Text);
            if (document.IsSigned)
            {
                yield return new Check("PDF-SIGNED", Severity.Warning,
                    $"„{document.Name}“ ist digital signiert. Die Signatur ist zu prüfen.");
            }

            if (document.NotInspected)
            {
                yield return new Check("PDF-NOT-INSPECTED", Severity.Warning,
                    $"„{document.Name}“ ist zu umfangreich, um beim Eingang durchgesehen zu werden.");
            }
        }
    }
}
