using System.ComponentModel;
using System.Text.Json.Serialization;
using Serverless.Workflows.Routing;

namespace Serverless.Workflows.Tenancy;

/// <summary>Where documents come from (Dokumentquelle). Its kind is the JSON property <c>kind</c>.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(HttpSource), "http")]
[JsonDerivedType(typeof(DirectorySource), "directory")]
[JsonDerivedType(typeof(Pop3Source), "pop3")]
[JsonDerivedType(typeof(ImapSource), "imap")]
[JsonDerivedType(typeof(SmtpSource), "smtp")]
[JsonDerivedType(typeof(FtpSource), "ftp")]
[JsonDerivedType(typeof(SftpSource), "sftp")]
[JsonDerivedType(typeof(PoolSource), "pool")]
public abstract record Source
{
    [Description("Kennung; Teil der Adresse, an die geliefert wird.")]
    public required string Id { get; init; }

    [Description("Bezeichnung, wie Menschen sie sehen.")]
    public required string Name { get; init; }

    [Description("Nicht aktive Quellen nehmen nichts an.")]
    public bool Active { get; init; } = true;

    [Description("Mandant, wenn aus dem Dokument keiner zu erkennen ist.")]
    public string? Client { get; init; }

    [Description("Was hereinkommen darf.")]
    public Criteria Criteria { get; init; } = new();

    [Description("Wer das Dokument zuerst bekommt.")]
    public FirstAssignee? FirstAssignee { get; init; }

    [Description("Wer es nach der ersten Station bekommt, wenn keine Regel etwas anderes festlegt: eine Person oder der "
        + "Funktionsträger des Objekts. Geht dem Bearbeiter der zweiten Station vor.")]
    public AssigneeChoice? NextAssignee { get; init; }

    [Description("Vorgegebener Nummernkreis je Mandant: Kennung des Mandanten → Kennung des Nummernkreises.")]
    public IReadOnlyDictionary<string, string> NumberRanges { get; init; } = new Dictionary<string, string>();

    [Description("Ob die ganze Mail als Dokument mit eingecheckt wird.")]
    public bool KeepMail { get; init; } = true;

    [Description("Welche Anhänge eingecheckt werden: „all“, „none“ (nur mit der ganzen Mail) oder „criteria“.")]
    public AttachmentChoice Attachments { get; init; } = AttachmentChoice.Criteria;

    [Description("Ob jedes Rechnungsdokument einer Mail ein eigener Vorgang wird; sonst ist eine Mail ein Vorgang.")]
    public bool ItemPerDocument { get; init; }

    [Description("Wonach der Vorgang heißt: „subject“, „fileName“ oder „orderNumber“.")]
    public ItemNaming NamedBy { get; init; } = ItemNaming.Subject;

    [Description("Text vor dem Namen.")]
    public string? NamePrefix { get; init; }

    [Description("Ob der Eingang bestätigt wird (Text unter „texts“).")]
    public bool ConfirmReceipt { get; init; }
}

/// <summary>Which attachments of a mail are checked in.</summary>
public enum AttachmentChoice { All, None, Criteria }

/// <summary>What an item is named by.</summary>
public enum ItemNaming { Subject, FileName, OrderNumber }

/// <summary>Who gets a document first: the person whose address sent it where that is wanted and known, else the
/// person; the global fallback where neither is active.</summary>
public sealed record FirstAssignee
{
    [Description("Ob die Person gesucht wird, von deren Mailadresse die Nachricht kommt (für weitergeleitete Mails).")]
    public bool BySender { get; init; }

    [Description("Kennung der Person; bei „bySender“ für alle anderen Absender.")]
    public required string Person { get; init; }
}
