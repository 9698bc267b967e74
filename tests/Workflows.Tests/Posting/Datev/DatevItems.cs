using Serverless.Workflows.Archive.Items;
using Serverless.Workflows.Extraction;
using Serverless.Workflows.Posting.Datev;
using Serverless.Workflows.Tenancy;
using Serverless.Workflows.Tests.Extraction.Pdf;

namespace Serverless.Workflows.Tests.Posting.Datev;

/// <summary>Items and clients as tests need them.</summary>
internal static class DatevItems
{
    public static DatevSettings Settings { get; } = new() { ConsultantNumber = 1234567, ClientNumber = 10001, CutNames = true };

    public static DatevClient Client { get; } = new("demo", "Hausverwaltung Beispiel GmbH", "WEG Lindenallee 12", Settings);

    public static Item Of(InvoiceReading reading, string id = "0123456789abcdef0123456789abcdef", params CodingLine[] coding) => new()
    {
        Id = id,
        Tenant = "demo",
        Kind = "invoice",
        Fields = reading.Fields,
        Lines = reading.Lines,
        Taxes = reading.Taxes,
        Format = reading.Format,
        Coding = coding,
        Deadlines = new Deadlines(null, null, reading.CashDiscounts),
        Cover = new CoverSheet { Number = "RE-000042" },
        Origin = new ItemOrigin("mail", null, null, "00", null),
    };

    public static Item With(params (string Field, string? Value)[] changes)
    {
        var reading = Readings.Full();
        var fields = reading.Fields.ToDictionary();
        foreach (var (field, value) in changes)
        {
            fields.Remove(field);
            if (value is not null) fields[field] = Readings.Field(value);
        }

        return Of(reading with { Fields = fields });
    }

    public static CodingLine Line(string amount, string? account = null, string? key = null, string? centre = null, string? text = null) =>
        new(amount, account, key, centre, null, null, null, null, text);

    public static Task<(string, Stream)> Xml(Item item, CancellationToken cancellation) => Bytes("rechnung.xml", "<Invoice><ID>1</ID></Invoice>"u8.ToArray());

    public static Task<(string, Stream)> Bytes(string name, byte[] bytes) => Task.FromResult<(string, Stream)>((name, new MemoryStream(bytes)));

    public static Task<DatevExportResult> Export(params Item[] items) => Export(Client, null, items);

    public static Task<DatevExportResult> Export(DatevClient client, DatevPartner? partner, params Item[] items) =>
        new DatevExport(new Clock()).CreateAsync(client, items, Xml, (_, _) => Task.FromResult(partner), CancellationToken.None);

    public sealed class Clock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => new(2025, 3, 14, 15, 9, 26, TimeSpan.Zero);

        public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;
    }
}
