using System.CommandLine;
using System.Globalization;
using Serverless.Local.Stores;
using Serverless.Workflows.Approval;
using Serverless.Workflows.Archive.Items;
using Serverless.Workflows.Routing;
using Serverless.Workflows.Tenancy;
using Serverless.Workflows.Tenancy.Import;
using Serverless.Workflows.Tenancy.Loading;
using Serverless.Workflows.Tenancy.Master;

namespace Serverless.Local.Home;

/// <summary>The command <c>explain</c>: where a tenant file sends an item next, to whom, and what every rule said.</summary>
internal static class ExplainCommand
{
    public static Command Create(TimeProvider time)
    {
        var file = new Argument<FileInfo>("FILE") { Description = "Eine Mandantendatei" };
        var item = new Option<FileInfo>("--item")
        {
            Description = "Ein Vorgang als JSON: die Antwort von GET /api/{tenant}/items/{id}, oder item.json eines Dossiers",
            HelpName = "item.json",
            Required = true,
        };
        var master = new Option<DirectoryInfo?>("--master")
        {
            Description = "Ordner mit Stammdaten als CSV (kreditoren.csv, objekte.csv, auftraege.csv, abwesenheiten.csv)",
            HelpName = "DIR",
        };
        var visits = new Option<FileInfo?>("--visits")
        {
            Description = "Die bisherigen Stationen des Vorgangs: visits.json seines Dossiers; nach ihren Freigaben zählen vier Augen",
            HelpName = "visits.json",
        };
        var day = new Option<string?>("--day") { Description = "Der Tag der Auswertung (ohne Angabe: heute)", HelpName = "JJJJ-MM-TT" };
        day.Validators.Add(given =>
        {
            if (!DateOnly.TryParseExact(given.GetValueOrDefault<string>(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _))
                given.AddError($"--day braucht einen Tag wie 2026-03-31; „{given.GetValueOrDefault<string>()}“ ist keiner.");
        });
        var command = new Command("explain", "Ausgeben, wohin eine Mandantendatei einen Vorgang als Nächstes schickt, zu wem und warum, Regel für Regel") { file, item, visits, master, day };
        command.SetAction((parsed, cancellation) =>
        {
            var (output, error) = (parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
            var now = parsed.GetValue(day) is { } on
                ? new DateTimeOffset(DateOnly.ParseExact(on, "yyyy-MM-dd", CultureInfo.InvariantCulture), new TimeOnly(12, 0), TimeSpan.Zero)
                : time.GetUtcNow();
            return RunAsync(parsed.GetValue(file)!, parsed.GetValue(item)!, parsed.GetValue(visits), parsed.GetValue(master), now, output, error, cancellation);
        });
        return command;
    }

    /// <returns>0 where it was explained; 1 where an input is wrong, after it was told which and why.</returns>
    private static async Task<int> RunAsync(
        FileInfo file, FileInfo itemFile, FileInfo? visitsFile, DirectoryInfo? master, DateTimeOffset now, TextWriter output, TextWriter error,
        CancellationToken cancellation)
    {
        if (InputFile.Read(file, TenantLoader.MaxBytes, error) is not { } tenantBytes) return 1;
        if (InputFile.Read(itemFile, ItemFile.MaxBytes, error) is not { } itemBytes) return 1;
        if (master is { Exists: false })
        {
            await error.WriteLineAsync($"Es gibt keinen Ordner {master.FullName}.");
            return 1;
        }

        var load = TenantLoader.Load(tenantBytes);
        if (load.Tenant is not { } tenant)
        {
            foreach (var problem in load.Problems) await error.WriteLineAsync($"{file.Name}: {problem}");
            return 1;
        }

        ItemFile read;
        try
        {
            read = ItemFile.Parse(itemBytes);
        }
        catch (InvalidDataException wrong)
        {
            await error.WriteLineAsync($"{itemFile.Name}: {wrong.Message}");
            return 1;
        }

        var (item, unknown) = (read.Item, read.Gaps.ToList());
        if (RouteOf(item, tenant) is not { } route)
        {
            await error.WriteLineAsync($"{itemFile.Name}: $.route: Den Leitungsweg „{item.Route?.Name}“ gibt es in {file.Name} nicht. Möglich sind: "
                + string.Join(", ", tenant.Process.Routes.Select(one => one.Id)) + ".");
            return 1;
        }

        IReadOnlyList<Visit> visits = [];
        if (visitsFile is not null)
        {
            if (InputFile.Read(visitsFile, ItemFile.MaxBytes, error) is not { } visitsBytes) return 1;
            try
            {
                visits = ItemFile.ParseVisits(visitsBytes);
            }
            catch (InvalidDataException wrong)
            {
                await error.WriteLineAsync($"{visitsFile.Name}: {wrong.Message}");
                return 1;
            }
        }
        else if (item.Station is not null && route.Stations.Any(station => station.FourEyes))
        {
            unknown.Add("Wer schon freigegeben hat (--visits); für vier Augen zählt es nicht.");
        }

        var (linked, absences) = await MasterAsync(tenant, item, master, now, error, cancellation);
        unknown.AddRange(Unlinked(item, linked, master is not null));
        var input = new RouteInput
        {
            Item = item with { Route = new RouteRef(route.Id, item.Route?.Version ?? string.Empty) },
            Linked = linked,
            Absences = absences,
            Visited = VisitedStations.Of(visits, tenant.Settings),
            Approvals = StationApprovals.Of(item, visits, [], tenant.Settings, tenant.Process),
            Process = tenant.Process,
            Settings = tenant.Settings,
            NowUtc = now,
        };
        await output.WriteAsync(Explanation.Of(input, route, unknown));
        return 0;
    }

    // An item that is on no route yet goes where its source is sent.
    private static Route? RouteOf(Item item, Tenant tenant) => tenant.Process.Route(
        item.Route?.Name ?? tenant.Settings.RouteSourceOf(item.Origin.Source, item.Client)?.Route);

    /// <summary>The master data of a folder, read into a store of its own that is gone afterwards.</summary>
    private static async Task<(LinkedRecords, IReadOnlyList<Absence>)> MasterAsync(
        Tenant tenant, Item item, DirectoryInfo? folder, DateTimeOffset now, TextWriter error, CancellationToken cancellation)
    {
        if (folder is null) return (new LinkedRecords(), []);
        var temporary = Directory.CreateTempSubdirectory("explain-");
        try
        {
            await using var records = new SqliteRecordStore(Path.Combine(temporary.FullName, "records.db"));
            var data = new MasterData(records);
            foreach (var problem in await new MasterSeed(data).LoadAsync(tenant, folder.FullName, cancellation))
                await error.WriteLineAsync(problem);
            return (await data.LinkedAsync(tenant.Id, item.Cover, cancellation),
                await data.AbsencesFromAsync(tenant.Id, tenant.Settings.DateAt(now), cancellation));
        }
        finally
        {
            temporary.Delete(recursive: true);
        }
    }

    private static IEnumerable<string> Unlinked(Item item, LinkedRecords linked, bool hasMaster)
    {
        var where = hasMaster ? "steht nicht in den Stammdaten" : "keine Stammdaten angegeben (--master)";
        if (item.Cover.Supplier is { } supplier && linked.Supplier is null) yield return $"Kreditor {supplier}: {where}.";
        if (item.Cover.PurchaseOrder is { } order && linked.PurchaseOrder is null) yield return $"Auftrag {order}: {where}.";
        if (item.Cover.Property is { } property && linked.Property is null) yield return $"Objekt {property}: {where}.";
    }
}
