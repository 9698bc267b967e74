using System.Text;
using Serverless.Workflows.Approval;
using Serverless.Workflows.Approval.Suppliers;
using Serverless.Workflows.Archive.Items;
using Serverless.Workflows.Intake.Outgoing;

namespace Serverless.Local.Tests.Home;

/// <summary>An invoice at its supplier, and what the supplier sends back.</summary>
internal static class SupplierCase
{
    /// <summary>Where the invoices of <see cref="TestMails"/> come from.</summary>
    public const string Supplier = "rechnung@lieferant.example";

    /// <summary>What the supplier is told.</summary>
    public const string Wrong = "Die Anfahrt ist zweimal berechnet.";

    /// <summary>An invoice that its first person has rejected to its supplier, when it waits for the correction.</summary>
    public static async Task<Item> RejectedAsync(WalkHome home, string number)
    {
        var id = await home.DeliverAsync(TestMails.Roof(number));
        await home.AtAsync(id, "Vorerfassung");
        await home.AcceptAsync(id, WalkHome.Clara, DecisionKinds.RejectToSupplier, Wrong);
        return await home.UntilAsync(id, item => item.Visit == 2 && item.VisitState == VisitState.Notified);
    }

    /// <summary>A person says at the corrected invoice which one it corrects.</summary>
    public static Task<DecisionOutcome> LinkAsync(WalkHome home, string item, string person, string corrects) =>
        home.Get<ICorrectionDesk>().LinkAsync(
            WalkHome.Tenant, item, person, new CorrectionRequest(corrects, "page", null), home.Soon);

    /// <summary>A report on the delivery of our mail with that key.</summary>
    public static byte[] Report(string key, string action = "failed", string returned = "message/rfc822") => Encoding.ASCII.GetBytes(string.Join("\r\n",
        "Return-Path: <>", "From: MAILER-DAEMON@lieferant.example", "To: rechnung@musterhaus.example",
        "Subject: Undelivered Mail Returned to Sender", $"Message-ID: <{action}@lieferant.example>",
        "Content-Type: multipart/report; report-type=delivery-status; boundary=\"b\"", "", "--b", "Content-Type: text/plain", "",
        "About your message.", "--b", "Content-Type: message/delivery-status", "",
        "Reporting-MTA: dns; lieferant.example", "", $"Action: {action}", "Status: 5.1.1", "--b", $"Content-Type: {returned}", "",
        $"Message-ID: <{MailWriter.KeyHash(key)}@musterhaus.example>", "Subject: Bitte korrigieren", "", "Guten Tag", "--b--", ""));

    /// <summary>An answer without an invoice; another number is another mail.</summary>
    public static byte[] Answer(string key, int number = 1, string text = "Die Anfahrten waren an zwei Tagen.") => Encoding.UTF8.GetBytes(string.Join("\r\n",
        $"From: Lieferant <{Supplier}>", "To: rechnung@musterhaus.example", "Subject: Re: Bitte korrigieren",
        $"Message-ID: <a{number}@lieferant.example>", $"In-Reply-To: <{MailWriter.KeyHash(key)}@musterhaus.example>",
        "Content-Type: text/plain; charset=utf-8", "", text, ""));
}
