using Serverless.Local.Demo;

namespace Serverless.Local.Tests.Home;

/// <summary>Invoice mails to the demo tenant.</summary>
internal static class TestMails
{
    private static readonly DateTimeOffset Sent = new(2026, 3, 2, 7, 0, 0, TimeSpan.Zero);

    private static readonly DemoParty Roofer = new(
        "Dachdeckerei Ziegler GmbH", "Firstweg 8", "12347", "Musterstadt", "rechnung@dach-ziegler.example", "DE999990125",
        "DE92123456780000999012");

    private static readonly DemoParty Owners = new(
        "WEG Lindenstraße 12–16", "Lindenstraße 12–16", "12345", "Musterstadt", "rechnung@musterhaus.example", null, null);

    /// <summary>A roofer's invoice to the owners of property 47 for the order A-2026-001.</summary>
    /// <param name="number">Its number; another number is another mail.</param>
    public static byte[] Roof(string number, decimal net = 1000m) => Of(number, RoofXml(number, net));

    /// <summary>The invoice in that mail.</summary>
    public static byte[] RoofXml(string number, decimal net = 1000m) => Roofing(number, net).ToXml();

    /// <summary>An invoice that says of itself that it corrects another.</summary>
    public static byte[] Correcting(string number, string corrects, decimal net) => Of(number, CorrectingXml(number, corrects, net));

    /// <summary>The invoice in that mail.</summary>
    public static byte[] CorrectingXml(string number, string corrects, decimal net) =>
        (Roofing(number, net) with { Corrects = corrects }).ToXml();

    /// <summary>The same with a discount of 2 % for so many days.</summary>
    public static byte[] WithDiscount(string number, int days) => Of(number, (Roofing(number, 1000m) with
    {
        DiscountTerms = $"#SKONTO#TAGE={days}#PROZENT=2.00#\n",
    }).ToXml());

    private static DemoInvoice Roofing(string number, decimal net) => new()
    {
        Number = number,
        Issued = new DateOnly(2026, 2, 27),
        Seller = Roofer,
        Buyer = Owners,
        Order = "A-2026-001",
        Lines = [("Dachrinnen erneuern", net)],
    };

    /// <summary>A mail with that XML.</summary>
    public static byte[] Of(string name, byte[] xml) => DemoMessage.Write(
        name, "Lieferant <rechnung@lieferant.example>", "rechnung@musterhaus.example", Sent, $"Rechnung {name}",
        "Guten Tag,\n\nanbei unsere Rechnung.\n", ($"{name}.xml", "application/xml", xml));
}
