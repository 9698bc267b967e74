using System.Globalization;
using Serverless.Workflows.Approval.Coding;
using Serverless.Workflows.Archive.Items;
using Serverless.Workflows.Archive.Lists;
using Serverless.Workflows.Extraction;
using Serverless.Workflows.Posting;
using Serverless.Workflows.Routing;
using Serverless.Workflows.Tenancy;
using Serverless.Workflows.Tenancy.Master;
using Serverless.Workflows.Tenancy.Matching;

namespace Serverless.Workflows.Approval;

/// <summary>Changes what an item says, under the revision that the person saw.</summary>
public sealed class FieldEditor(
    ItemJournal journal, MasterData master, DuplicateIndex duplicates, ProcessStore processes, NumberRanges numbers,
    TimeProvider time)
{
    private readonly LinkEditor _links = new(master);
    private readonly ClientNumbers _numbers = new(numbers);
    private readonly CodingReader _coding = new(master);

    /// <summary>Writes the edit whole or not at all.</summary>
    public async Task<DecisionOutcome> EditAsync(
        Tenant tenant, Item item, string person, FieldEdit edit, CancellationToken cancellation)
    {
        var problems = new List<string>();
        var values = Values(item, edit, problems);
        var process = item.Route is { } pinned ? await processes.FindAsync(tenant.Id, pinned.Version, cancellation) : null;
        var route = process?.Route(item.Route?.Name);
        CheckGroup(process, route, item, edit, problems);
        var today = tenant.Settings.DateAt(time.GetUtcNow());
        if (edit.Coding is { } typed)
            edit = edit with { Coding = await _coding.ReadAsync(item.Coding, Apply(item, values, edit, today), typed, problems, cancellation) };
        edit = await _links.CheckAsync(tenant, item, route, edit, problems, cancellation);
        if (problems.Count > 0) return new DecisionOutcome(DecisionResult.Invalid, string.Join(" ", problems)) { Problems = problems };

        var linked = await master.LinkedAsync(tenant.Id, Apply(item, values, edit, today).Cover, cancellation);

        var (moved, over) = (false, false);
        IReadOnlyList<FieldChange> changes = [];
        string? renumbered = null;
        int? made = null;
        Renumbering? number = null;
        var others = await OthersAsync(Apply(item, values, edit, today), cancellation);
        for (var seen = item; ;)
        {
            if (await journal.EditedAfterAsync(seen, edit.Revision, cancellation) is { Count: > 0 } unseen)
            {
                await NoteUnusedAsync(item, number, cancellation);
                return DecisionOutcome.ChangedBy(unseen, seen.Revision);
            }

            (moved, made) = (false, null);
            var matches = await MatchesAsync(tenant, Apply(seen, values, edit, today), cancellation);
            var unknown = await CodingFindings.UnknownAccountsAsync(master, Apply(seen, values, edit, today), cancellation);
            number = await _numbers.PlanAsync(tenant, route, seen, Chosen(edit.Client, seen.Client), today, cancellation);
            await journal.ChangeAsync(tenant.Id, item.Id, current =>
            {
                moved = current.ContentRevision > seen.ContentRevision;
                over = current.Visit != item.Visit || current.VisitState is not (VisitState.Opened or VisitState.Notified);
                seen = current;
                made = null;
                if (moved || over) return null;
                var applied = InvoiceGroupChoice.Fill(
                    new RuleSubject(Apply(current, values, edit, today), linked, tenant.Settings, today, process));
                var edited = DuplicateFindings.Note(
                    CodingFindings.On(TypedFindings.On(MatchFindings.On(applied, matches, link => route?.Has(link) != false), today), unknown), others);
                changes = ItemDifferences.Between(current, edited);
                if (changes.Count == 0) return null;
                if (number is not null)
                {
                    edited = number.On(edited, tenant.Settings.Person(person)?.Name ?? person, time.GetUtcNow());
                    if (number.Change(current) is { } change) changes = [.. changes, change];
                    renumbered = current.Cover.Number is { } old ? number.InWords(old) : null;
                }

                var revision = current.Revision + 1;
                made = revision;
                return new ItemChange(
                    Retimed(current, edited).Involving(edit.For, person) with { ContentRevision = revision }, person, "edited", Details(edit, current, changes))
                {
                    Rows = [EditRows.Insert(revision, new Edit(person, time.GetUtcNow(), changes))],
                };
            }, cancellation);
            if (over)
            {
                await NoteUnusedAsync(item, number, cancellation);
                return new DecisionOutcome(
                    DecisionResult.NotFound,
                    "Der Vorgang wurde inzwischen weitergegeben. Ihre Änderungen wurden nicht gespeichert.");
            }

            if (!moved) break;
        }

        await LookAgainAsync(item, cancellation);
        return new DecisionOutcome(
            DecisionResult.Accepted, changes.Count == 0 ? "Es war nichts zu ändern."
                : renumbered is null ? "Gespeichert." : $"Gespeichert. {renumbered}",
            Changes: changes)
        {
            Revision = made,
        };
    }

    // A number that was drawn for an edit that came too late is this item's and nobody else's; its trail says so.
    private async Task NoteUnusedAsync(Item item, Renumbering? number, CancellationToken cancellation)
    {
        if (number?.Drawn is not { } drawn) return;
        await journal.ChangeAsync(
            item.Tenant, item.Id,
            current => new ItemChange(
                current, ItemChange.System, "numberUnused",
                new Dictionary<string, string> { ["number"] = drawn.Text, ["range"] = drawn.Range }),
            cancellation);
    }

    // Other deadlines are other times for reminders; the item's instance sets them when it looks.
    private Item Retimed(Item before, Item after) => before.Deadlines?.PayBy == after.Deadlines?.PayBy
        ? after
        : after with { DeadlineUtc = time.GetUtcNow() };

    /// <summary>What was typed from a scan may be an invoice that is here already. Registered first: of two that are typed
    /// one after the other the later one sees the other.</summary>
    private async Task<IReadOnlyList<Duplicate>> OthersAsync(Item edited, CancellationToken cancellation)
    {
        await duplicates.RegisterAsync(edited, cancellation);
        return await duplicates.FindAsync(edited, cancellation);
    }

    /// <summary>Of two that are typed at once neither may have found the other. Now that this one is written it is looked once
    /// more.</summary>
    private async Task LookAgainAsync(Item edited, CancellationToken cancellation)
    {
        if (await journal.GetAsync(edited.Tenant, edited.Id, cancellation) is not { } written) return;
        var others = await duplicates.FindAsync(written, cancellation);
        await journal.ChangeAsync(edited.Tenant, edited.Id, current =>
        {
            // Whoever has changed it since has looked as well.
            if (current.ContentRevision != written.ContentRevision) return null;
            var noted = DuplicateFindings.Note(current, others);
            var found = noted.Duplicates.Except(current.Duplicates).Select(one => one.Item).ToList();
            return found.Count == 0 ? null : new ItemChange(
                noted, ItemChange.System, "duplicateFound", new Dictionary<string, string> { ["item"] = string.Join(", ", found) });
        }, cancellation);
    }

    /// <summary>What was typed or chosen is compared as what was read is.</summary>
    private async Task<IReadOnlyList<Check>> MatchesAsync(Tenant tenant, Item edited, CancellationToken cancellation)
    {
        var candidates = await MatchCandidates.FindAsync(master, tenant.Id, edited.Fields, edited.Origin, [], cancellation);
        var links = await MatchLinks.OfAsync(master, edited, cancellation);
        return MatchFindings.Of(edited.Fields, candidates, tenant.Settings, links);
    }

    // What was read from the document and sent back as it was is not typed, however wrong it may be.
    private static Dictionary<string, string?> Values(Item item, FieldEdit edit, List<string> problems)
    {
        var values = new Dictionary<string, string?>(StringComparer.Ordinal);
        foreach (var (name, typed) in edit.Fields)
        {
            if (!FieldNames.All.Contains(name)) problems.Add($"Das Feld „{name}“ gibt es nicht.");
            else if (string.IsNullOrWhiteSpace(typed)) values[name] = null;
            else if (typed == item.Fields.GetValueOrDefault(name)?.Value) continue;
            else if (FieldValues.TryRead(name, typed, out var value, out var problem)) values[name] = value;
            else problems.Add(problem);
        }

        return values;
    }

    private static void CheckGroup(Process? process, Route? route, Item item, FieldEdit edit, List<string> problems)
    {
        if (!LinkEditor.IsGiven(edit.InvoiceGroup) || edit.InvoiceGroup == item.Cover.InvoiceGroup) return;
        if (route is null || !process!.GroupsOf(route).Any(group => group.Id == edit.InvoiceGroup))
            problems.Add($"Den Rechnungs- oder Postkreis „{edit.InvoiceGroup}“ gibt es auf diesem Leitungsweg nicht.");
    }

    private static Item Apply(Item item, Dictionary<string, string?> values, FieldEdit edit, DateOnly today)
    {
        var fields = new Dictionary<string, Field>(item.Fields, StringComparer.Ordinal);
        foreach (var (name, value) in values)
        {
            if (value is null) fields.Remove(name);
            else if (fields.GetValueOrDefault(name)?.Value != value) fields[name] = new Field(value, FieldSource.User, 1, null);
        }

        var client = Chosen(edit.Client, item.Client);
        var edited = item with
        {
            Fields = fields,
            Coding = edit.Coding ?? item.Coding,
            Client = client,
            ClientChosen = client is not null && (item.ClientChosen || client != item.Client),
            Cover = item.Cover with
            {
                Supplier = Chosen(edit.Supplier, item.Cover.Supplier),
                Property = Chosen(edit.Property, item.Cover.Property),
                PurchaseOrder = Chosen(edit.PurchaseOrder, item.Cover.PurchaseOrder),
                Damage = Chosen(edit.Damage, item.Cover.Damage),
                Equipment = Chosen(edit.Equipment, item.Cover.Equipment),
                InvoiceGroup = Chosen(edit.InvoiceGroup, item.Cover.InvoiceGroup),
            },
        };
        if (edited.Deadlines is { } known) edited = edited with { Deadlines = known with { CashDiscounts = FollowingDiscounts.Of(item, edited) } };
        return edited with { Deadlines = PaymentDeadlines.Of(edited, today) };
    }

    private static Dictionary<string, string> Details(FieldEdit edit, Item item, IReadOnlyList<FieldChange> changes)
    {
        var details = changes.ToDictionary(change => change.Field, change => $"{change.Before ?? "–"} → {change.After ?? "–"}");
        details["visit"] = item.Visit.ToString(CultureInfo.InvariantCulture);
        if (item.Station is { } station) details["station"] = station.Name;
        if (edit.For is { } other) details["for"] = other;
        if (edit.Via is { } via) details["via"] = via;
        if (edit.Address is { } address) details["address"] = address;
        return details;
    }

    /// <summary>Null leaves it as it is, an empty text removes it.</summary>
    private static string? Chosen(string? choice, string? current) =>
        choice is null ? current : choice.Length == 0 ? null : choice;
}
