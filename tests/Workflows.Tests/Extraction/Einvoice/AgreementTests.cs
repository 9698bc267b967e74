using System.Globalization;
using Serverless.Workflows.Extraction;

namespace Serverless.Workflows.Tests.Extraction.Einvoice;

/// <summary>The same invoice as PDF, CII and UBL reads the same; numbers are compared as numbers.</summary>
public sealed class AgreementTests
{
    /// <summary>The PDFs of the XRechnung samples are an earlier issue with other days; all else agrees.</summary>
    private static readonly HashSet<string> OtherDays =
    [
        FieldNames.IssueDate, FieldNames.DueDate, FieldNames.DeliveryDate, FieldNames.ServicePeriodStart, FieldNames.ServicePeriodEnd,
    ];

    public static TheoryData<string> Invoices()
    {
        var data = new TheoryData<string>();
        foreach (var row in TestData.Files("einvoice/zugferd/cii", "*.cii.xml"))
        {
            var name = Path.GetFileName(row).Replace(".cii.xml", "", StringComparison.Ordinal);
            // Says of itself that it is not valid, and its two syntaxes state different sums.
            if (!name.StartsWith("not_validating", StringComparison.Ordinal)) data.Add(name);
        }

        return data;
    }

    [DataTheory]
    [MemberData(nameof(Invoices))]
    public void Ubl_agrees_with_cii(string invoice) => Agree(
        RealInvoices.Read($"einvoice/zugferd/cii/{invoice}.cii.xml"), RealInvoices.Read($"einvoice/zugferd/ubl/{invoice}.ubl.xml"), except: []);

    [DataTheory]
    [MemberData(nameof(Invoices))]
    public void The_pdf_agrees_with_cii(string invoice) => Agree(
        RealInvoices.Read($"einvoice/zugferd/cii/{invoice}.cii.xml"), RealInvoices.Read($"einvoice/zugferd/fx/{invoice}.pdf"),
        except: invoice.StartsWith("XRECHNUNG", StringComparison.Ordinal) ? OtherDays : []);

    private static void Agree(InvoiceReading one, InvoiceReading other, HashSet<string> except)
    {
        Assert.Equal(Fields(one, except), Fields(other, except));
        Assert.Equal(one.Lines.Select(Numbers), other.Lines.Select(Numbers));
        Assert.Equal(one.Taxes.Select(Numbers), other.Taxes.Select(Numbers));
        Assert.Equal(one.CashDiscounts, other.CashDiscounts);
    }

    private static IEnumerable<string> Fields(InvoiceReading reading, HashSet<string> except) =>
        from field in reading.Fields
        where !except.Contains(field.Key)
        orderby field.Key
        select field.Key + " = " + (IsAmount(field.Key) ? Number(field.Value.Value) : field.Value.Value);

    private static bool IsAmount(string field) =>
        field is FieldNames.NetTotal or FieldNames.TaxTotal or FieldNames.GrossTotal or FieldNames.PrepaidAmount or FieldNames.Payable;

    private static InvoiceLine Numbers(InvoiceLine line) => line with
    {
        Quantity = Number(line.Quantity),
        UnitPrice = Number(line.UnitPrice),
        PriceBaseQuantity = Number(line.PriceBaseQuantity),
        NetAmount = Number(line.NetAmount),
        TaxRate = Number(line.TaxRate),
    };

    private static TaxShare Numbers(TaxShare row) => row with { Rate = Number(row.Rate), Basis = Number(row.Basis), Amount = Number(row.Amount) };

    private static string? Number(string? text) =>
        text is null ? null : decimal.Parse(text, CultureInfo.InvariantCulture).ToString("0.############", CultureInfo.InvariantCulture);
}
