using Serverless.Workflows.Extraction;
using Serverless.Workflows.Extraction.Pdf.Voucher;
using Serverless.Workflows.Intake;
using Serverless.Workflows.Tenancy;
using Serverless.Workflows.Tenancy.Demo;
using Serverless.Workflows.Tenancy.Master;

namespace Serverless.Local.Demo;

/// <summary>A few mails as they come in at a property manager's: fed to the demo tenant by <c>--demo</c>.</summary>
internal sealed class DemoFeed(IIntakeDesk intake, InvoiceDocuments reader, MasterData master, TenantFiles tenants, TimeProvider time)
{
    private const string Source = "mail";

    /// <summary>Delivers the mails. A mail that was delivered on an earlier start of the same day is known again.</summary>
    /// <returns>How many became items.</returns>
    public async Task<int> FeedAsync(CancellationToken cancellation)
    {
        if (tenants.Find(DemoTenant.Id) is not { } tenant) return 0;
        var items = 0;
        foreach (var message in await MessagesAsync(tenant, cancellation))
        {
            var delivery = new Delivery(tenant.Id, Source, "message/rfc822", null, new MemoryStream(message));
            items += (await intake.ReceiveAsync(delivery, cancellation)).Items.Count;
        }

        return items;
    }

    private async Task<IReadOnlyList<byte[]>> MessagesAsync(Tenant tenant, CancellationToken cancellation)
    {
        var today = tenant.Settings.DateAt(time.GetUtcNow());
        var morning = new DateTimeOffset(today.ToDateTime(new TimeOnly(7, 0)), TimeSpan.Zero);
        var to = tenant.Settings.Mail.FromAddress;
        var owners = Buyer(tenant, "weg-lindenstrasse");

        var heating = new DemoInvoice
        {
            Number = $"WB-{today:yyyy}-{today.DayOfYear:000}1",
            Issued = today.AddDays(-4),
            Seller = await SellerAsync(tenant, "70004", cancellation),
            Buyer = owners,
            Order = "A-2026-003",
            Lines = [("Wartung der Heizungsanlage", 520.00m), ("Anfahrt", 80.00m)],
        };
        var roof = new DemoInvoice
        {
            Number = $"Z-{today:yyyy}-{today.DayOfYear:000}2",
            Issued = today.AddDays(-2),
            Seller = await SellerAsync(tenant, "70002", cancellation),
            Buyer = owners,
            Order = "A-2026-001",
            Lines = [("Dachrinnen erneuern, Haus 14", 6100.00m), ("Gerüst", 1000.84m)],
            DiscountTerms = "#SKONTO#TAGE=10#PROZENT=2.00#\n",
        };
        var cleaning = new DemoInvoice
        {
            Number = $"BL-{today:yyyy}-{today.DayOfYear:000}3",
            Issued = today.AddDays(-7),
            Seller = await SellerAsync(tenant, "70006", cancellation),
            Buyer = Buyer(tenant, "verwaltung"),
            Order = "A-2026-005",
            Lines = [("Büroreinigung 1. Quartal", 3000.00m)],
            Days = 14,
        };

        return
        [
            Mail(heating, "heizung", morning, to, "XRechnung"),
            Mail(roof, "dach", morning.AddMinutes(5), to, "Rechnung Dachrinnen", pdf: true),
            Mail(cleaning, "reinigung", morning.AddMinutes(12), to, "Rechnung Büroreinigung"),
            Mail(heating, "heizung-nochmals", morning.AddMinutes(30), to, "Nochmals: Rechnung Heizungswartung"),
            DemoMessage.Write(
                $"angebot-{today:yyyyMMdd}", "Werbeagentur Bunt <hallo@bunt.example>", to, morning.AddMinutes(41),
                "Ihr neuer Internetauftritt", "Guten Tag,\n\nhaben Sie schon über eine neue Website nachgedacht?\n"),
        ];
    }

    private byte[] Mail(
        DemoInvoice invoice, string name, DateTimeOffset date, string to, string subject, bool pdf = false)
    {
        var xml = invoice.ToXml();
        var file = pdf
            ? ($"{invoice.Number}.pdf", "application/pdf", Voucher(xml))
            : ($"{invoice.Number}.xml", "application/xml", xml);
        return DemoMessage.Write(
            $"{name}-{date:yyyyMMdd}", $"{invoice.Seller.Name.Replace(",", string.Empty, StringComparison.Ordinal)} <{invoice.Seller.Mail}>", to, date,
            $"{subject} {invoice.Number}",
            $"Guten Tag,\n\nanbei erhalten Sie unsere Rechnung {invoice.Number}.\n\nFreundliche Grüße\n{invoice.Seller.Name}\n",
            file);
    }

    /// <summary>The invoice as people see it, with the XML inside.</summary>
    private byte[] Voucher(byte[] xml) => InvoiceVoucher.Render(
        reader.Read(xml, null, CancellationToken.None),
        new VoucherSource("xrechnung.xml", "application/xml", xml));

    private async Task<DemoParty> SellerAsync(Tenant tenant, string number, CancellationToken cancellation)
    {
        var supplier = await master.SupplierAsync(tenant.Id, number, cancellation)
            ?? throw new InvalidOperationException($"The demo's supplier {number} is missing; its seed was not imported.");
        return new DemoParty(
            supplier.Name, supplier.Street ?? "–", supplier.PostCode ?? "00000", supplier.City ?? "–",
            "rechnung@" + supplier.MailDomains[0], supplier.VatId, supplier.Ibans[0]);
    }

    private static DemoParty Buyer(Tenant tenant, string id)
    {
        var client = tenant.Settings.Client(id)!;
        return new DemoParty(
            client.Name, client.Address.Street, client.Address.PostCode, client.Address.City,
            tenant.Settings.Mail.FromAddress, client.VatId, null);
    }
}
