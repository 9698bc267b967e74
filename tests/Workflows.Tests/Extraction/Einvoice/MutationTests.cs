using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using FsCheck;
using FsCheck.Fluent;
using Serverless.Workflows.Extraction;
using Serverless.Workflows.Extraction.Einvoice.Discounts;

namespace Serverless.Workflows.Tests.Extraction.Einvoice;

/// <summary>Real invoices, damaged at random: reading never fails, and never says what the document does not.</summary>
public sealed partial class MutationTests
{
    private const int Runs = 200;

    private static readonly Lazy<byte[][]> Originals = new(() =>
    [
        .. new[]
        {
            "einvoice/xrechnung/01.01a-INVOICE_ubl.xml", "einvoice/xrechnung/01.10a-INVOICE_uncefact.xml", "einvoice/xrechnung/04.03a-INVOICE_ubl.xml",
            "einvoice/zugferd/cii/not_validating_full_invoice_based_onTest_EeISI_300_CENfullmodel.cii.xml", "en16931/examples/CII_example5.xml",
            "en16931/examples/ubl-tc434-example5.xml", "en16931/examples/ubl-tc434-creditnote1.xml",
            "einvoice/zugferd/v1/Mustangproject/MustangGnuaccountingBeispielRE-20150613_503.pdf",
            "einvoice/zugferd/v1/Mustangproject/MustangGnuaccountingBeispielRE-20140519_499.pdf",
            "einvoice/zugferd/v2/intarsys/EXTENDED/zugferd_2p0_EXTENDED_Warenrechnung.pdf",
        }.Select(file => RealInvoices.Bytes(RealInvoices.Xml(file))),
    ]);

    [DataFact]
    public void Cut_off_anywhere() => ForAll(0, (random, original) => original[..random.Next(original.Length)]);

    [DataFact]
    public void With_bytes_turned() => ForAll(10, (random, original) =>
    {
        // One low bit turned leaves every third document readable, several bytes hardly one in fifty.
        var bytes = original.ToArray();
        if (random.Next(2) == 0) bytes[random.Next(bytes.Length)] ^= (byte)(1 << random.Next(4));
        else for (var turns = random.Next(1, 8); turns > 0; turns--) bytes[random.Next(bytes.Length)] ^= (byte)random.Next(1, 256);
        return bytes;
    });

    [DataFact]
    public void With_digits_and_letters_changed() => ForAll(150, (random, original) =>
    {
        // Stays well-formed most of the time, so that damaged numbers, dates and codes reach the readers.
        var bytes = original.ToArray();
        for (var turns = random.Next(1, 40); turns > 0; turns--)
        {
            var at = random.Next(bytes.Length);
            if (char.IsAsciiDigit((char)bytes[at])) bytes[at] = (byte)"0123456789.,-eE +"[random.Next(17)];
        }

        return bytes;
    });

    [DataFact]
    public void With_elements_deleted_doubled_and_moved() => ForAll(150, (random, original) =>
    {
        var document = XDocument.Load(new MemoryStream(original));
        for (var turns = random.Next(1, 12); turns > 0; turns--)
        {
            var elements = document.Root!.Descendants().ToList();
            if (elements.Count < 3) break;
            var element = elements[random.Next(elements.Count)];
            switch (random.Next(4))
            {
                case 0: element.Remove(); break;
                case 1: element.AddAfterSelf(new XElement(element)); break;
                case 2: element.RemoveNodes(); break;
                default: elements[random.Next(elements.Count)].Add(new XElement(element)); break;
            }
        }

        return RealInvoices.Bytes(document);
    });

    [DataFact]
    public void With_the_texts_of_others() => ForAll(150, (random, original) =>
    {
        var document = XDocument.Load(new MemoryStream(original));
        var leaves = document.Root!.Descendants().Where(element => !element.HasElements).ToList();
        for (var turns = random.Next(1, 30); turns > 0; turns--) leaves[random.Next(leaves.Count)].Value = leaves[random.Next(leaves.Count)].Value;
        return RealInvoices.Bytes(document);
    });

    [Fact]
    public void Any_bytes_at_all() => Prop.ForAll<byte[]>(bytes =>
    {
        var reading = RealInvoices.Documents.Read(bytes, null, CancellationToken.None);
        return reading.Fields.Count == 0 && reading.Format is null && reading.Checks.Count > 0;
    }).Hold();

    [Theory]
    [InlineData("003C00000000DC00")]
    public void Bytes_that_once_broke_it_are_no_invoice(string hex)
    {
        var reading = RealInvoices.Documents.Read(Convert.FromHexString(hex), null, CancellationToken.None);
        Assert.Null(reading.Format);
        Assert.NotEmpty(reading.Checks);
    }

    [Fact]
    public void Any_text_as_payment_terms() => Prop.ForAll<string>(text =>
        SkontoNotation.Read(text ?? "", () => "", new Serverless.Workflows.Extraction.Einvoice.Findings()).Count == 0).Hold();

    /// <param name="stillRead">How many of the damaged documents at least can still be read, lest the property be empty.</param>
    private static void ForAll(int stillRead, Func<Random, byte[], byte[]> damage)
    {
        var read = 0;
        Prop.ForAll(Gen.Choose(0, int.MaxValue - 1).ToArbitrary(), seed =>
        {
            var random = new Random(seed);
            var bytes = damage(random, Originals.Value[random.Next(Originals.Value.Length)]);
            var reading = RealInvoices.Documents.Read(bytes, "x.xml", CancellationToken.None);
            if (reading.Format is not null) read++;
            SaysOnlyWhatItIsGiven(bytes, reading);
        }).Hold(Runs);
        Assert.InRange(read, stillRead, Runs);
    }

    private static void SaysOnlyWhatItIsGiven(byte[] bytes, InvoiceReading reading)
    {
        if (reading.Format is null)
        {
            Assert.Empty(reading.Fields);
            Assert.NotEmpty(reading.Checks);
            return;
        }

        // Without its declaration, since damage may have made it name another encoding than the bytes have.
        var xml = Declaration().Replace(Encoding.UTF8.GetString(bytes).TrimStart('\uFEFF'), "");
        var texts = XDocument.Parse(xml).Root!.DescendantsAndSelf()
            .SelectMany(element => element.Attributes().Select(attribute => attribute.Value.Trim()).Append(element.Value.Trim()))
            .ToHashSet(StringComparer.Ordinal);
        foreach (var (name, field) in reading.Fields)
        {
            if (name == FieldNames.SellerAddress)
                Assert.All(field.Value.Split(", "), part => Assert.True(IsSaid(part) || IsPostcodeAndTown(part), part));
            else Said(field.Value);
        }

        foreach (var text in reading.Lines.SelectMany(line => new[]
                 {
                     line.Id, line.Name, line.Description, line.Quantity, line.Unit, line.UnitPrice, line.PriceBaseQuantity, line.NetAmount,
                     line.TaxCategory, line.TaxRate, line.OrderLine, line.PeriodStart, line.PeriodEnd, line.SellerItemId,
                 }).Concat(reading.Taxes.SelectMany(row => new[] { row.Category, row.Rate, row.Basis, row.Amount, row.ExemptionReason })).OfType<string>())
            Said(text);

        bool IsSaid(string part) => texts.Any(text => text.Contains(part, StringComparison.Ordinal));

        bool IsPostcodeAndTown(string part) =>
            Enumerable.Range(0, part.Length).Any(at => part[at] == ' ' && IsSaid(part[..at]) && IsSaid(part[(at + 1)..]));

        void Said(string value) => Assert.True(
            texts.Contains(value) || DateWritings(value).Any(writing => texts.Any(text => text.StartsWith(writing, StringComparison.Ordinal))), value);
    }

    /// <summary>The writings that this day can have been read from: a day, or the ends of a month or week.</summary>
    private static IEnumerable<string> DateWritings(string value)
    {
        if (!DateOnly.TryParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)) yield break;
        yield return value;
        yield return day.ToString("yyyyMMdd", CultureInfo.InvariantCulture);
        yield return day.ToString("yyyyMM", CultureInfo.InvariantCulture);
        var moment = day.ToDateTime(TimeOnly.MinValue);
        yield return string.Create(CultureInfo.InvariantCulture, $"{ISOWeek.GetYear(moment):0000}{ISOWeek.GetWeekOfYear(moment):00}");
    }

    [GeneratedRegex(@"^\s*<\?xml[^>]*\?>")]
    private static partial Regex Declaration();
}
