using Serverless.Workflows.Extraction;

namespace Serverless.Workflows.Tests.Extraction.Einvoice;

/// <summary>Published invoices with mistakes: each gets a clear finding, and nothing is made up.</summary>
public sealed class BrokenInvoiceTests
{
    [DataTheory]
    [InlineData("einvoice/zugferd/fail/v1/fail1.pdf", "DATE-INVALID", "1020 is no date format")]
    [InlineData("einvoice/zugferd/fail/v1/fail1.pdf", "AMOUNT-INVALID", "19.00e")]
    [InlineData("einvoice/zugferd/fail/v1/fail1.pdf", "BR-05", "no currency")]
    [InlineData("einvoice/zugferd/fail/v1/fail1.pdf", "BR-CO-10", "line sum")]
    [InlineData("einvoice/zugferd/fail/v1/fail2.pdf", "XML-FOREIGN", "a Dublin Core title")]
    [InlineData("einvoice/zugferd/fail/v1/fail3.pdf", "PROFILE-UNKNOWN", "claims to be an order")]
    [InlineData("einvoice/zugferd/fail/v1/fail3.pdf", "BR-04", "no type")]
    [InlineData("einvoice/zugferd/fail/v2/MustangGnuaccountingBeispielRE-20171118_506.pdf", "PROFILE-UNKNOWN", "a profile of nobody")]
    [InlineData("einvoice/zugferd/fail/v2/MustangGnuaccountingBeispielRE-20190610_507a.pdf", "XML-FOREIGN", "element without namespace")]
    [InlineData("einvoice/zugferd/fail/v2/MustangGnuaccountingBeispielRE-20190610_507b.pdf", "XML-FOREIGN", "element without namespace")]
    [InlineData("einvoice/zugferd/fail/v2/factur-x-invalid-xml-encoding-attribute.pdf", "XML-ENCODING", "UTF-8-W/O-BOM")]
    [InlineData("einvoice/zugferd/fail/v2/noNetPriceValidation.xml", "LINE-AMOUNT", "400 times 0.10 is not 316")]
    [InlineData("einvoice/zugferd/ubl/not_validating_full_invoice_based_onTest_EeISI_300_CENfullmodel.ubl.xml", "BR-CO-10", "line sum")]
    [InlineData("einvoice/zugferd/ubl/not_validating_full_invoice_based_onTest_EeISI_300_CENfullmodel.ubl.xml", "BR-CO-15", "gross")]
    [InlineData("einvoice/hostile/eicar.ubl.xml", "BR-CL-24", "an embedded program")]
    [InlineData("einvoice/hostile/eicar.cii.xml", "BR-CL-24", "an embedded program")]
    [InlineData("einvoice/unstructured/RE-E-974-Hetzner_2016-01-19_R0005532486.pdf", "PDF-NO-EINVOICE", "only text")]
    public void The_mistake_is_found(string file, string rule, string mistake) =>
        Assert.True(RealInvoices.Read(file).Checks.Any(check => check.Rule == rule), mistake);

    [DataFact]
    public void What_cannot_be_read_is_left_out()
    {
        var reading = RealInvoices.Read("einvoice/zugferd/fail/v1/fail1.pdf");

        Assert.Null(reading[FieldNames.IssueDate]);
        Assert.Null(reading[FieldNames.Currency]);
        Assert.Null(reading.Lines[1].TaxRate);
        Assert.Equal("RE-20151008/504", reading[FieldNames.InvoiceNumber]);
    }

    [DataFact]
    public void A_stray_element_is_not_taken_for_the_right_one() =>
        Assert.Null(RealInvoices.Read("einvoice/zugferd/fail/v2/MustangGnuaccountingBeispielRE-20190610_507a.pdf")[FieldNames.BuyerReference]);

    [DataFact]
    public void The_invoice_with_the_impossible_encoding_is_still_read_rightly()
    {
        var reading = RealInvoices.Read("einvoice/zugferd/fail/v2/factur-x-invalid-xml-encoding-attribute.pdf");

        Assert.Equal(("RE-20201121/508", "571.04"), (reading[FieldNames.InvoiceNumber], reading[FieldNames.Payable]));
    }

    /// <summary>The examples of the standard and of XRechnung follow its rules, so no rule of the standard may find anything.</summary>
    [DataTheory]
    [MemberData(nameof(Valid))]
    public void A_valid_invoice_has_no_error(string file) =>
        Assert.DoesNotContain(RealInvoices.Read(file).Checks, check => check.Severity == Severity.Error);

    public static TheoryData<string> Valid()
    {
        var data = new TheoryData<string>();
        foreach (var folder in new[] { "einvoice/xrechnung", "einvoice/zugferd/cii", "einvoice/zugferd/ubl", "einvoice/zugferd/fx", "einvoice/zugferd/v2", "en16931/examples" })
        {
            foreach (var file in TestData.Files(folder, "*"))
            {
                // Its line amounts and totals are ten times those of its CII sister.
                if (file.EndsWith("300_CENfullmodel.ubl.xml", StringComparison.Ordinal)) continue;
                if (TestData.Available || data.Count == 0) data.Add(file);
            }
        }

        return data;
    }
}
