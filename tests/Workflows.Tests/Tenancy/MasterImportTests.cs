using System.Text;
using Serverless.Tests;
using Serverless.Workflows.Tenancy;
using Serverless.Workflows.Tenancy.Demo;
using Serverless.Workflows.Tenancy.Import;
using Serverless.Workflows.Tenancy.Loading;
using Serverless.Workflows.Tenancy.Master;

namespace Serverless.Workflows.Tests.Tenancy;

public class MasterImportTests
{
    private static readonly Tenant Demo = TenantLoader.Load(DemoTenant.TenantFile).Tenant!;

    private readonly MasterData _master = new(new MemoryRecordStore());

    [Fact]
    public async Task A_preview_shows_new_changed_gone_and_faulty_rows_and_writes_nothing()
    {
        await Apply("Nummer;Name;IBAN\n1;Eins;\n2;Zwei;DE89370400440532013000\n3;Drei;\n4;Vier;\n");

        var preview = await Preview("Nummer;Name;IBAN\n1;Eins;\n2;Zwei neu;DE89 3704 0044 0532 0130 00\n4;Vier;DE00\n5;Fünf;\n");

        Assert.Equal("5", Assert.Single(preview.New).After!.Number);
        var difference = Assert.Single(Assert.Single(preview.Changed).Differences);
        Assert.Equal(("name", "\"Zwei\""), (difference.Property, difference.Before));
        Assert.Equal("3", Assert.Single(preview.Gone).Before!.Row.Number);
        Assert.Equal(1, preview.Unchanged);
        var faulty = Assert.Single(preview.Faulty);
        Assert.Equal(4, faulty.Line);
        Assert.Contains("„DE00“ ist nicht gültig", Assert.Single(faulty.Reasons));
        Assert.Equal("Zwei", (await _master.SupplierAsync("demo", "2", default))!.Name);

        var result = await MasterImport.ApplyAsync(_master.Suppliers("demo"), preview, removeGone: true, default);

        Assert.Equal((2, 1, 0), (result.Written, result.Removed, result.Overtaken.Count));
        Assert.Equal("Zwei neu", (await _master.SupplierAsync("demo", "2", default))!.Name);
        Assert.Null(await _master.SupplierAsync("demo", "3", default));
        // A faulty row changes nothing and does not make its supplier disappear.
        Assert.Equal("Vier", (await _master.SupplierAsync("demo", "4", default))!.Name);
    }

    [Fact]
    public async Task A_row_that_somebody_changed_meanwhile_is_left_alone_and_named()
    {
        await Apply("Nummer;Name\n1;Eins\n2;Zwei\n");
        var preview = await Preview("Nummer;Name\n1;Eins neu\n2;Zwei neu\n");
        await _master.Suppliers("demo").PutAsync(new Supplier { Number = "1", Name = "Von Hand" }, default);

        var result = await MasterImport.ApplyAsync(_master.Suppliers("demo"), preview, removeGone: false, default);

        Assert.Equal("1", Assert.Single(result.Overtaken));
        Assert.Equal("Von Hand", (await _master.SupplierAsync("demo", "1", default))!.Name);
        Assert.Equal("Zwei neu", (await _master.SupplierAsync("demo", "2", default))!.Name);
    }

    [Fact]
    public async Task Every_fault_of_a_row_is_named_with_its_line()
    {
        var preview = await Preview(
            "Nummer;Name;USt-IdNr.;Mail-Domain;Land;Digitale Rechnungen;Zustimmung am\n"
            + "\n1;\"Mehr\nzeilig\";;;;;\n2;;DE123;kein@komma;Deutschland;vielleicht;morgen\n1;Nochmal;;;;;\n3;Zu;viel;e;F;e;l;d;er\n");

        Assert.Equal("Mehr\nzeilig", Assert.Single(preview.New).After!.Name);
        Assert.Equal([5, 6, 7], preview.Faulty.Select(row => row.Line));
        Assert.Equal(6, preview.Faulty[0].Reasons.Count);
        Assert.Contains("Zeile 3", Assert.Single(preview.Faulty[1].Reasons));
        Assert.Contains("9 Felder", Assert.Single(preview.Faulty[2].Reasons));
    }

    [Theory]
    [InlineData("utf-8", ';')]
    [InlineData("utf-8", ',')]
    [InlineData("utf-16", '\t')]
    [InlineData("windows-1252", ';')]
    public async Task Encodings_and_separators(string encoding, char separator)
    {
        var text = "Nummer;Name;Straße\r\n1;Müller;Größe €\r\n".Replace(';', separator);
        var form = encoding == "windows-1252" ? CodePagesEncodingProvider.Instance.GetEncoding(1252)! : Encoding.GetEncoding(encoding);
        byte[] bytes = [.. form.Preamble, .. form.GetBytes(text)];

        var preview = await new MasterImport(_master).SuppliersAsync(Demo, new MemoryStream(bytes), default);

        Assert.Equal(("Müller", "Größe €"), (preview.New[0].After!.Name, preview.New[0].After!.Street));
    }

    [Theory]
    [InlineData("", "leer")]
    [InlineData("PK\u0003\u0004\0\0", "keine CSV-Datei")]
    [InlineData("Nmmer;Name\n1;Eins\n", "fehlt die Spalte „Nummer“")]
    public async Task A_file_that_is_none_writes_nothing_and_says_why(string text, string says)
    {
        await Apply("Nummer;Name\n1;Eins\n");

        var preview = await Preview(text);

        Assert.Contains(says, Assert.Single(preview.Faulty).Reasons[0]);
        Assert.Empty(preview.Gone);
    }

    [Fact]
    public async Task A_column_nobody_knows_is_mentioned()
    {
        var preview = await Preview("Nummer;Name;Mial-Domain\n1;Eins;x\n");

        Assert.Contains("„Mail-Domain“", Assert.Single(preview.Notices));
    }

    [Fact]
    public async Task An_open_quotation_mark_is_answered()
    {
        var preview = await Preview("Nummer;Name\n1;Eins\n2;\"Zwei\n3;Drei\n");

        Assert.NotEmpty(preview.Faulty);
        Assert.Equal("1", Assert.Single(preview.New).After!.Number);
    }

    [Fact]
    public async Task Orders_need_their_supplier_and_property()
    {
        await Apply("Nummer;Name\n1;Eins\n");

        var preview = await new MasterImport(_master).PurchaseOrdersAsync(
            Demo, Csv("Nummer;Kreditor;Objekt;Datum;Wert\nA-1;1;;31.12.2025;1.234,50 €\nA-2;9;8;;\nA-3;1;;31.2.2026;viel\n"), default);

        var order = Assert.Single(preview.New).After!;
        Assert.Equal((1234.50m, new DateOnly(2025, 12, 31)), (order.Value, order.Date));
        Assert.Equal([2, 2], preview.Faulty.Select(row => row.Reasons.Count));
    }

    [Fact]
    public async Task Records_take_every_other_column_as_an_attribute_and_orders_name_them()
    {
        var import = new MasterImport(_master);
        var damages = await import.RecordsAsync(Demo, ErpRecordKind.Damage,
            Csv("Nummer;Objekt;Bezeichnung;Art;Priorität;§\nS-1;;Sturm am Dach;Sturm;hoch;x\nS-2;99;;;;\n"), default);

        var damage = Assert.Single(damages.New).After!;
        Assert.Equal(("Sturm am Dach", "Sturm", "hoch"), (damage.Name, damage.Value("art"), damage.Value("Priorität")));
        Assert.Contains("Objekt „99“", Assert.Single(Assert.Single(damages.Faulty).Reasons));
        Assert.Contains("§", Assert.Single(damages.Notices));
        await MasterImport.ApplyAsync(_master.Records(Demo.Id, ErpRecordKind.Damage), damages, removeGone: false, default);

        await Apply("Nummer;Name\n1;Eins\n");
        var orders = await import.PurchaseOrdersAsync(
            Demo, Csv("Nummer;Kreditor;Schaden;Ticket\nA-1;1;S-1;\nA-2;1;;T-9\n"), default);
        Assert.Equal("S-1", Assert.Single(Assert.Single(orders.New).After!.Records).Value);
        Assert.Contains("„Ticket“ T-9", Assert.Single(Assert.Single(orders.Faulty).Reasons));
    }

    [Fact]
    public async Task Properties_name_their_role_holders_by_id_mail_or_name()
    {
        var preview = await new MasterImport(_master).PropertiesAsync(Demo, Csv(
            "Objekt;Bezeichnung;Mandant;Hausverwalter;Hausverwalter Ersatz;technik\n"
            + "1;Haus;sonnenhof;Anna Berger;jonas.keller@musterhaus.example;stefan.brandt\n2;Haus;niemand;Niemand;;\n"), default);

        var holders = Assert.Single(preview.New).After!.RoleHolders;
        Assert.Equal(new RoleHolder("anna.berger", "jonas.keller"), holders["hausverwalter"]);
        Assert.Equal(new RoleHolder("stefan.brandt", null), holders["technik"]);
        Assert.Equal(2, Assert.Single(preview.Faulty).Reasons.Count);
    }

    [Fact]
    public async Task Accounts_fit_their_client()
    {
        var preview = await new MasterImport(_master).AccountsAsync(
            Demo, Csv("Mandant;Konto;Bezeichnung\nsonnenhof;4260;Instandhaltung\nsonnenhof;42600;Zu lang\nx;42A;Falsch\n"), default);

        Assert.Single(preview.New);
        Assert.Contains("5 Stellen", Assert.Single(preview.Faulty[0].Reasons));
        Assert.Equal(2, preview.Faulty[1].Reasons.Count);
    }

    [Fact]
    public async Task Absences_name_two_people_and_a_time()
    {
        var preview = await new MasterImport(_master).AbsencesAsync(Demo, Csv(
            "Person;Von;Bis;Vertretung\nanna.berger;1.3.2026;5.3.2026;jonas.keller\nanna.berger;5.3.2026;1.3.2026;anna.berger\n;;;\n;1.1.2026;;x\n"), default);

        Assert.Single(preview.New);
        Assert.Equal([3, 5], preview.Faulty.Select(row => row.Line));
        Assert.Equal([2, 3], preview.Faulty.Select(row => row.Reasons.Count));
    }

    [Theory]
    [InlineData("1.234,56", "1234.56")]
    [InlineData("1234,5", "1234.5")]
    [InlineData("-1.234.567", "-1234567")]
    [InlineData("1'234.50", "1234.50")]
    [InlineData("1234.50 CHF", "1234.50")]
    [InlineData("1.234", "1234")]
    [InlineData("1,2,3", null)]
    [InlineData("1.23,4", null)]
    [InlineData("12e5", null)]
    public void Numbers_as_people_write_them(string text, string? number)
    {
        decimal? read = GermanDecimal.TryParse(text, out var found) ? found : null;
        decimal? expected = number is null ? null : decimal.Parse(number, System.Globalization.CultureInfo.InvariantCulture);

        Assert.Equal(expected, read);
    }

    [Fact]
    public async Task The_demo_s_seed_files_are_whole_and_loading_them_again_changes_nothing()
    {
        var folder = Directory.CreateTempSubdirectory("seed").FullName;
        try
        {
            DemoTenant.WriteTo(folder);
            var (seed, files) = (new MasterSeed(_master), Path.Combine(folder, "demo", "seed"));

            Assert.Empty(await seed.LoadAsync(Demo, files, default));
            await _master.Suppliers("demo").PutAsync(new Supplier { Number = "70001", Name = "Von Hand" }, default);
            Assert.Empty(await seed.LoadAsync(Demo, files, default));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }

        Assert.Equal(12, await _master.Suppliers("demo").AllAsync(default).CountAsync());
        Assert.Equal(15, await _master.PurchaseOrders("demo").AllAsync(default).CountAsync());
        Assert.Equal(4, await _master.Properties("demo").AllAsync(default).CountAsync());
        Assert.Equal(3, await _master.Records("demo", ErpRecordKind.Damage).AllAsync(default).CountAsync());
        Assert.Equal(3, await _master.Records("demo", ErpRecordKind.Equipment).AllAsync(default).CountAsync());
        Assert.Equal(2, await _master.Absences("demo").AllAsync(default).CountAsync());
        Assert.Equal("Von Hand", (await _master.SupplierAsync("demo", "70001", default))!.Name);
        var supplier = (await _master.SupplierAsync("demo", "70003", default))!;
        Assert.Equal(("Elektro Blitz & Söhne GmbH & Co. KG", true, new DateOnly(2025, 1, 15)),
            (supplier.Name, supplier.DigitalInvoices, supplier.ConsentDate));
        Assert.Equal("anna.berger", (await _master.PropertyAsync("demo", "47", default))!.RoleHolders["hausverwalter"].Person);
    }

    [Fact]
    public async Task Thousands_of_rows_are_written_in_batches()
    {
        var rows = string.Concat(Enumerable.Range(1, 3000).Select(i => $"{i};Firma {i};DE89370400440532013000\n"));

        Assert.Equal(3000, (await Apply("Nummer;Name;IBAN\n" + rows)).Written);
        Assert.Equal(3000, await _master.Suppliers("demo").AllAsync(default).CountAsync());
        Assert.Equal(20, (await _master.SuppliersByIbanAsync("demo", "DE89370400440532013000", default)).Count);
    }

    private static MemoryStream Csv(string text) => new(Encoding.UTF8.GetBytes(text));

    private Task<ImportPreview<Supplier>> Preview(string csv) =>
        new MasterImport(_master).SuppliersAsync(Demo, Csv(csv), default);

    private async Task<ImportResult> Apply(string csv) =>
        await MasterImport.ApplyAsync(_master.Suppliers("demo"), await Preview(csv), removeGone: false, default);
}
