using Serverless.Web.Access;
using Serverless.Workflows.Approval.Suppliers;
using Serverless.Workflows.Archive.Audit;
using Serverless.Workflows.Archive.Documents;
using Serverless.Workflows.Archive.Items;
using Serverless.Workflows.Archive.Lists;
using Serverless.Workflows.Posting.Datev;
using Serverless.Workflows.Routing.Phrases;
using Serverless.Workflows.Tenancy;
using Serverless.Workflows.Tenancy.Master;

namespace Serverless.Web.Datev;

/// <summary>DATEV packages of items that have gone all the way: what was rejected or is still on its way is refused.</summary>
public sealed class DatevPackages(
    IItemBook book, IDocumentStore documents, TenantFiles tenants, MasterData master, UnresolvedDuplicates duplicates,
    PostedCorrections posted, AuditTrail audit, TimeProvider clock)
    : IDatevPackages
{
    /// <inheritdoc/>
    public async Task<DatevAnswer> ExportAsync(
        string tenant, IReadOnlyList<string> items, bool confirmed, Caller by, CancellationToken cancellation)
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
        var (twice, exported) = await DuplicatesAsync(chosen, cancellation);
        problems.AddRange(twice);
        if (problems.Count > 0) return Refused(problems);
        return exported.Count > 0 && !confirmed
            ? Refused([]) with { Duplicates = exported }
            : await PackAsync(file, client!, chosen, exported, by, cancellation);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<ExportedDuplicate>> ExportedAsync(Item item, CancellationToken cancellation) =>
        (await DuplicatesAsync([item], cancellation)).Exported;

    private async Task<(List<DatevProblem> Twice, List<ExportedDuplicate> Exported)> DuplicatesAsync(
        List<Item> chosen, CancellationToken cancellation)
    {
        var (twice, exported) = (new List<DatevProblem>(), new List<ExportedDuplicate>());
        foreach (var item in chosen)
        {
            var others = await duplicates.OfAsync(item, cancellation);
            var beside = others.Where(one => chosen.Exists(known => known.Id == one.Other.Id)).ToList();
            if (beside.Count > 0)
            {
                var names = string.Join("; ", beside.Select(one => one.Duplicate.Name ?? one.Other.Id));
                twice.Add(new DatevProblem(item.Id, EngineWords.InSelectionAgain(names)));
            }

            foreach (var (duplicate, other) in others.Except(beside))
            {
                if (await posted.OfAsync(item.Tenant, other.Id, cancellation) is { State: not PostedState.Completed } gone)
                    exported.Add(new ExportedDuplicate(item.Id, other.Id, duplicate.Name, gone.State));
            }
        }

        return (twice, exported);
    }

    private async Task<DatevAnswer> PackAsync(
        Tenant tenant, Client client, List<Item> items, IReadOnlyList<ExportedDuplicate> confirmed, Caller by, CancellationToken cancellation)
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
            var details = new Dictionary<string, string>
            {
                ["target"] = "DATEV Belegtransfer",
                ["file"] = result.FileName,
                ["document"] = result.Documents[item.Id].ToString(),
            };
            if (confirmed.Where(one => one.Item == item.Id).Select(one => one.InWords).ToList() is { Count: > 0 } known)
                details["confirmed"] = string.Join(" ", known);
            await audit.AppendAsync(item.Tenant, item.Id, [new AuditNote(by.Person ?? "api", "exported", details)], cancellation);
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
