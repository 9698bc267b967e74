using System.Security.Cryptography;
using Microsoft.Extensions.Logging.Abstractions;
using Serverless.Workflows.Archive.Documents;
using Serverless.Workflows.Archive.Items;
using Serverless.Workflows.Archive.Records;
using Serverless.Workflows.Extraction.Pdf;
using Serverless.Workflows.Intake;
using Serverless.Workflows.Intake.Criteria;
using Serverless.Workflows.Intake.Documents;
using Serverless.Workflows.Intake.Mail;
using Serverless.Workflows.Intake.Replies;

namespace Serverless.Workflows.Tests.Intake;

/// <summary>A home in memory, which can be told to break down at the n-th call from outside.</summary>
internal sealed class FakeHome
    : IDocumentStore, IItemBook, IItemIntake, IDuplicateFinder, IOutbox, ISourceCatalogue, IContentScan
{
    private readonly MemoryRecordStore _records = new();
    private int _calls;

    public FakeHome()
    {
        _records.BeforeWrite = (_, _) => Call();
        Replies = new PendingReplies(_records, this, this, Time, NullLogger<PendingReplies>.Instance);
    }

    public ManualTime Time { get; } = new();

    public PendingReplies Replies { get; }

    /// <summary>How many replies are still owed.</summary>
    public int Owed => _records.Everything().Values.Sum(rows => rows.Count);

    public SourceSettings Settings { get; set; } = new()
    {
        Id = "mail",
        Documents = AllowedDocuments.Any,
        Sender = new MailSender("Muster Hausverwaltung", "rechnung@muster-verwaltung.example.com"),
        OwnAddresses = ["eingang@muster-verwaltung.example.com"],
    };

    public IntakeOptions Options { get; set; } = new();

    public Dictionary<string, byte[]> Documents { get; } = [];

    public Dictionary<string, Item> Items { get; } = [];

    public List<string> Started { get; } = [];

    /// <summary>What was noted on items whose sender was not told.</summary>
    public List<string> NotAnswered { get; } = [];

    /// <summary>The reports on deliveries that were passed on.</summary>
    public List<string> Returned { get; } = [];

    /// <summary>What stands in the way of a mail; called before it is sent.</summary>
    public Func<OutgoingMail, Task> Relay { get; set; } = _ => Task.CompletedTask;

    /// <summary>How often a mail was handed to the relay.</summary>
    public int Handed { get; private set; }

    public Dictionary<string, OutgoingMail> Sent { get; } = [];

    public Func<byte[], string?> Scanner { get; set; } = _ => null;

    /// <summary>Breaks down before this call; 0 never.</summary>
    public int BreakAt { get; set; }

    /// <summary>Whether it broke down.</summary>
    public bool Broke { get; private set; }

    public Item Only => Items.Values.Single();

    public OutgoingMail Reply => Sent.Values.Single();

    public Task<IntakeResult> PostAsync(string mail) => PostAsync(System.Text.Encoding.UTF8.GetBytes(mail), "message/rfc822", null);

    public async Task<IntakeResult> PostAsync(byte[] bytes, string type, string? name)
    {
        using var desk = Desk();
        return await desk.ReceiveAsync(
            new Delivery("demo", Settings.Id, type, name, new MemoryStream(bytes)), CancellationToken.None);
    }

    public IntakeDesk Desk() => new(
        this, this, new MimeReader(), new DocumentInspector(new PdfAttachments(), new XmlInvoiceDetector()), this,
        [new AttachmentsCriterion()], new ItemFiling(this, this, this, Replies), TimeProvider.System, Options);

    public async Task<StoredDocument> PutAsync(string tenant, Stream content, long maxBytes, CancellationToken cancellation)
    {
        Call();
        using var copy = new MemoryStream();
        await content.CopyToAsync(copy, cancellation);
        if (copy.Length > maxBytes) throw new DocumentTooLargeException(maxBytes);
        var sha256 = Convert.ToHexStringLower(SHA256.HashData(copy.ToArray()));
        Documents[sha256] = copy.ToArray();
        return new StoredDocument(sha256, copy.Length);
    }

    public Task<Stream?> OpenAsync(string tenant, string sha256, CancellationToken cancellation)
    {
        Call();
        return Task.FromResult<Stream?>(new MemoryStream(Documents[sha256]));
    }

    public Task ArchiveAsync(
        string tenant, string sha256, string archiveClass, DateOnly retainUntil, CancellationToken cancellation) =>
        throw new NotSupportedException();

    public Task<Item?> GetAsync(string tenant, string id, CancellationToken cancellation)
    {
        Call();
        return Task.FromResult(Items.GetValueOrDefault(id));
    }

    public Task<ItemPage> ListAsync(string tenant, ItemQuery query, CancellationToken cancellation) =>
        throw new NotSupportedException();

    public Task<ItemHistory> HistoryAsync(string tenant, string id, CancellationToken cancellation) =>
        throw new NotSupportedException();

    public Task<Workflows.Routing.ChosenByPeople> ChosenAsync(Item item, CancellationToken cancellation) =>
        throw new NotSupportedException();

    public Task<bool> InsertAsync(Item item, CancellationToken cancellation)
    {
        Call();
        return Task.FromResult(Items.TryAdd(item.Id, item));
    }

    public Task StartAsync(Item item, CancellationToken cancellation)
    {
        Call();
        Started.Add(item.Id);
        return Task.CompletedTask;
    }

    public Task<IReadOnlyList<string>> FindAsync(string tenant, string sha256, CancellationToken cancellation)
    {
        Call();
        return Task.FromResult<IReadOnlyList<string>>(
            [.. Items.Values.Where(item => item.Documents.Any(document => document.Sha256 == sha256)).Select(item => item.Id)]);
    }

    public async Task SendAsync(OutgoingMail mail, CancellationToken cancellation)
    {
        Call();
        await Relay(mail);
        Handed++;
        Sent.TryAdd(mail.Key, mail);
    }

    public Task<bool> AnsweredAsync(Item answer, string text, CancellationToken cancellation) => Task.FromResult(false);

    public Task ReturnedAsync(Item report, CancellationToken cancellation)
    {
        Call();
        Returned.Add(report.Id);
        return Task.CompletedTask;
    }

    public Task NotAnsweredAsync(string tenant, string item, string why, CancellationToken cancellation)
    {
        NotAnswered.Add($"{item}: {why}");
        return Task.CompletedTask;
    }

    /// <summary>Puts a reply before all others that nobody can read.</summary>
    public Task SpoilAsync() => _records.WriteAsync("demo---replies", [new RowWrite.Put("0", "{")], CancellationToken.None);

    /// <summary>The minute's work after a pause.</summary>
    public Task LaterAsync(TimeSpan pause)
    {
        Time.Advance(pause);
        return Replies.SendDueAsync("demo", Time.GetUtcNow(), CancellationToken.None);
    }

    Task<SourceSettings?> ISourceCatalogue.FindAsync(string tenant, string source, CancellationToken cancellation) =>
        Task.FromResult(tenant == "demo" && source == Settings.Id ? Settings : null);

    public Task<string?> ScanAsync(ReadOnlyMemory<byte> content, CancellationToken cancellation) =>
        Task.FromResult(Scanner(content.ToArray()));

    private void Call()
    {
        if (++_calls != BreakAt) return;
        Broke = true;
        throw new IOException("The power went.");
    }
}
