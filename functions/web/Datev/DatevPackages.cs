using Serverless.Web.Access;
using Serverless.Workflows.Archive.Audit;
using Serverless.Workflows.Archive.Documents;
using Serverless.Workflows.Archive.Items;
using Serverless.Workflows.Posting.Datev;
using Serverless.Workflows.Tenancy;
using Serverless.Workflows.Tenancy.Master;

namespace Serverless.Web.Datev;

/// <summary>DATEV packages of items that have gone all the way: what was rejected or is still on its way is refused.</summary>
public sealed class DatevPackages(
    IItemBook book, IDocumentStore documents, TenantFiles tenants, MasterData master, AuditTrail audit, TimeProvider clock)
    : IDatevPackages
{
    /// <inheritdoc/>
    public async Task<DatevAnswer> ExportAsync(
        string tenant, IReadOnlyList<string> items, Caller by, CancellationToken cancellation)
    {
        if (tenants.Find(tenant) is not { } file) return Refused([new DatevProblem(string.Empty, "Diesen Mandanten gibt es nicht.")]);
        var chosen = new List<Item>();
        var problems = new List<DatevProblem>();
        foreach (var id in items)
        {
            var item = await book.GetAsync(tenant, id, cancellation);
            if (Problem(item) is { } problem) problems.Add(new DatevProblem(id, problem));
            else chosen.Add(item!);
        }

        var client = file.Settings.Client(chosen.FirstOrDefault()?.Client);
        problems.AddRange(chosen.Where(item => item.Client != client?.Id).Select(item => new DatevProblem(
            item.Id, "Ein Paket fasst Vorgänge eines Mandanten; bitte erstellen Sie für diesen ein eigenes.")));
        problems.AddRange(chosen.Where(item => item.Client == client?.Id && client?.Datev is null).Select(item =>
            new DatevProblem(item.Id, client is null
                ? "Der Vorgang ist keinem Mandanten zugeordnet."
                : $"Für den Mandanten „{client.Name}“ sind keine DATEV-Einstellungen hinterlegt.")));
        return problems.Count > 0
            ? Refused(problems)
            : await PackAsync(file, client!, chosen, by, cancellation);
    }

    private async Task<DatevAnswer> PackAsync(
        Tenant tenant, Client client, List<Item> items, Caller by, CancellationToken cancellation)
    {
        var owner = new DatevClient(tenant.Id, tenant.Settings.Name, client.Name, client.Datev!, client.Id);
        var result = await new DatevExport(clock).CreateAsync(owner, items, OpenAsync, PartnerAsync, cancellation);
        if (result.Package is null)
        {
            return Refused([.. result.Refusals.SelectMany(refusal =>
                refusal.Reasons.Select(reason => new DatevProblem(refusal.Item ?? string.Empty, reason)))]);
        }

        foreach (var item in items)
        {
            var note = new AuditNote(by.Person ?? "api", "exported", new Dictionary<string, string>
            {
                ["target"] = "DATEV Belegtransfer",
                ["file"] = result.FileName,
                ["document"] = result.Documents[item.Id].ToString(),
            });
            await audit.AppendAsync(item.Tenant, item.Id, [note], cancellation);
        }

        return new DatevAnswer(result.FileName, result.Package, []);
    }

    /// <summary>What is said of an item that there is not, or that is not the caller's to see.</summary>
    public const string NoSuchItem = "Diesen Vorgang gibt es nicht.";

    private static string? Problem(Item? item) => item?.Status switch
    {
        null => NoSuchItem,
        ItemStatus.Completed => null,
        ItemStatus.Rejected => "Der Vorgang wurde abgelehnt und wird nicht übergeben.",
        ItemStatus.Failed or ItemStatus.Cancelled => "Der Vorgang wurde abgebrochen und wird nicht übergeben.",
        _ => "Der Vorgang hat noch nicht alle Stationen durchlaufen.",
    };

    /// <summary>The supplier's own PDF or image goes before an XML that would have to be made readable.</summary>
    private async Task<(string Name, Stream Content)> OpenAsync(Item item, CancellationToken cancellation)
    {
        var voucher = item.Documents.Where(document => document.Role == "invoice")
            .OrderBy(document => document.ContentType.Contains("xml", StringComparison.Ordinal)).FirstOrDefault()
            ?? throw new FileNotFoundException($"Item {item.Id} has no invoice document.");
        var content = await documents.OpenAsync(item.Tenant, voucher.Sha256, cancellation)
            ?? throw new FileNotFoundException($"Document {voucher.Sha256} of item {item.Id} is missing.");
        return (voucher.Name, content);
    }

    private async Task<DatevPartner?> PartnerAsync(Item item, CancellationToken cancellation) =>
        item.Cover.Supplier is { } number
        && await master.SupplierAsync(item.Tenant, number, cancellation) is { } supplier
            ? new DatevPartner(supplier.Account, supplier.City)
            : null;

    private static DatevAnswer Refused(IReadOnlyList<DatevProblem> problems) => new(null, null, problems);
}
