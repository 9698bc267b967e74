using System.Xml.Linq;
using Serverless.Workflows.Extraction;

namespace Serverless.Workflows.Tests.Extraction.Einvoice;

/// <summary>Sound invoices with one thing changed on purpose: each rule and each awkward writing by itself.</summary>
public sealed class AlteredInvoiceTests
{
    private const string Ubl = "einvoice/xrechnung/01.15a-INVOICE_ubl.xml";
    private const string Cii = "einvoice/xrechnung/01.15a-INVOICE_uncefact.xml";
    private const string Note = "en16931/examples/ubl-tc434-creditnote1.xml";

    [DataTheory]
    [InlineData("LegalMonetaryTotal/LineExtensionAmount", "8981", "BR-CO-10")]
    [InlineData("LegalMonetaryTotal/TaxExclusiveAmount", "8981", "BR-CO-13")]
    [InlineData("TaxTotal/TaxAmount", "1706.3", "BR-CO-14")]
    [InlineData("LegalMonetaryTotal/TaxInclusiveAmount", "10686.21", "BR-CO-15")]
    [InlineData("LegalMonetaryTotal/PayableAmount", "10686", "BR-CO-16")]
    [InlineData("TaxTotal/TaxSubtotal/TaxCategory/Percent", "7", "BR-CO-17")]
    [InlineData("InvoiceLine/Price/PriceAmount", "851", "LINE-AMOUNT")]
    [InlineData("CustomizationID", "", "BR-01")]
    [InlineData("CustomizationID", "urn:my:own", "PROFILE-UNKNOWN")]
    [InlineData("ID", "", "BR-02")]
    [InlineData("IssueDate", "", "BR-03")]
    [InlineData("InvoiceTypeCode", " ", "BR-04")]
    [InlineData("DocumentCurrencyCode", "", "BR-05")]
    [InlineData("AccountingSupplierParty/Party/PartyLegalEntity/RegistrationName", "", "BR-06")]
    [InlineData("AccountingCustomerParty/Party/PartyLegalEntity/RegistrationName", "", "BR-07")]
    [InlineData("LegalMonetaryTotal/TaxExclusiveAmount", "", "BR-13")]
    [InlineData("LegalMonetaryTotal/TaxInclusiveAmount", "", "BR-14")]
    [InlineData("LegalMonetaryTotal/PayableAmount", "", "BR-15")]
    [InlineData("LegalMonetaryTotal/PayableAmount", "10.686,20", "AMOUNT-INVALID")]
    [InlineData("LegalMonetaryTotal/PayableAmount", "1E4", "AMOUNT-INVALID")]
    [InlineData("LegalMonetaryTotal/PayableAmount", "99999999999999999999", "AMOUNT-INVALID")]
    [InlineData("IssueDate", "2017-02-30", "DATE-INVALID")]
    [InlineData("IssueDate", "11.12.2017", "DATE-INVALID")]
    [InlineData("IssueDate", "0001-01-01", "DATE-INVALID")]
    public void One_change_gives_its_finding(string path, string value, string rule)
    {
        var reading = Altered(Ubl, path, value);

        Assert.Contains(reading.Checks, check => check.Rule == rule);
        Assert.All(reading.Checks, check => Assert.NotEmpty(check.Text));
    }

    [DataFact]
    public void The_unchanged_invoices_have_no_finding()
    {
        Assert.Empty(RealInvoices.Read(Ubl).Checks);
        Assert.Empty(RealInvoices.Read(Cii).Checks);
    }

    [DataFact]
    public void A_date_that_is_no_date_is_not_also_called_missing() =>
        Assert.Equal(["DATE-INVALID"], Altered(Ubl, "IssueDate", "gestern").Checks.Select(check => check.Rule));

    [DataTheory]
    [InlineData("2017-12-11Z")]
    [InlineData("2017-12-11+01:00")]
    [InlineData("2017-12-11T00:00:00")]
    public void Time_zones_and_times_are_dropped(string written) =>
        Assert.Equal("2017-12-11", Altered(Ubl, "IssueDate", written)[FieldNames.IssueDate]);

    [DataTheory]
    [InlineData("102", "20171211", "2017-12-11", null)]
    [InlineData("203", "201712111530", "2017-12-11", null)]
    [InlineData("204", "20171211153000", "2017-12-11", null)]
    [InlineData(null, "20171211", "2017-12-11", "DATE-FORMAT")]
    [InlineData("102", "2017-12-11", "2017-12-11", "DATE-FORMAT")]
    [InlineData("102", "11122017", null, "DATE-INVALID")]
    [InlineData("610", "201712", null, "DATE-INVALID")]
    [InlineData("101", "171211", null, "DATE-INVALID")]
    public void Cii_dates(string? format, string written, string? day, string? rule)
    {
        var document = RealInvoices.Xml(Cii);
        var element = Element(document, "ExchangedDocument/IssueDateTime/DateTimeString");
        element.SetAttributeValue("format", format);
        element.Value = written;
        var reading = RealInvoices.Read(document);

        Assert.Equal(day, reading[FieldNames.IssueDate]);
        Assert.Equal(rule is null ? [] : [rule], reading.Checks.Select(check => check.Rule));
    }

    [DataTheory]
    [InlineData("610", "202402", "2024-02-01", "2024-02-29")]
    [InlineData("616", "202053", "2020-12-28", "2021-01-03")]
    [InlineData("616", "202153", null, null)]
    public void Periods_in_months_and_weeks(string format, string written, string? start, string? end)
    {
        var document = RealInvoices.Xml("en16931/examples/CII_example5.xml");
        foreach (var side in new[] { "StartDateTime", "EndDateTime" })
        {
            var element = Element(document, "SupplyChainTradeTransaction/ApplicableHeaderTradeSettlement/BillingSpecifiedPeriod/" + side + "/DateTimeString");
            element.SetAttributeValue("format", format);
            element.Value = written;
        }

        var reading = RealInvoices.Read(document);
        Assert.Equal((start, end), (reading[FieldNames.ServicePeriodStart], reading[FieldNames.ServicePeriodEnd]));
    }

    [DataFact]
    public void An_amount_keeps_its_written_places_and_loses_only_blanks() =>
        Assert.Equal("10686.2000", Altered(Ubl, "LegalMonetaryTotal/PayableAmount", " \n 10686.2000 ")[FieldNames.Payable]);

    [DataFact]
    public void An_amount_in_another_currency_is_not_taken()
    {
        var document = RealInvoices.Xml(Ubl);
        Element(document, "LegalMonetaryTotal/PayableAmount").SetAttributeValue("currencyID", "USD");
        var reading = RealInvoices.Read(document);

        Assert.Null(reading[FieldNames.Payable]);
        Assert.Equal(["CURRENCY-DIFFERS"], reading.Checks.Select(check => check.Rule));
    }

    [DataFact]
    public void Tax_in_the_accounting_currency_is_not_mixed_in()
    {
        var document = RealInvoices.Xml(Ubl);
        var total = Element(document, "TaxTotal");
        var other = new XElement(total);
        foreach (var amount in other.Descendants().Where(element => element.Attribute("currencyID") is not null)) amount.SetAttributeValue("currencyID", "NOK");
        total.AddBeforeSelf(other);
        var reading = RealInvoices.Read(document);

        Assert.Equal("1706.2", reading[FieldNames.TaxTotal]);
        Assert.Single(reading.Taxes);
        Assert.Empty(reading.Checks);
    }

    [DataFact]
    public void A_credit_note_has_its_due_date_in_the_payment_means()
    {
        var document = RealInvoices.Xml(Note);
        var code = Element(document, "PaymentMeans/PaymentMeansCode");
        code.AddAfterSelf(new XElement(code.Name.Namespace + "PaymentDueDate", "2019-10-23"));

        Assert.Equal("2019-10-23", RealInvoices.Read(document)[FieldNames.DueDate]);
    }

    [DataFact]
    public void A_placeholder_beside_the_sellers_order_is_no_order()
    {
        var document = RealInvoices.Xml(Ubl);
        var order = Element(document, "OrderReference/ID");
        order.Value = "NA";
        order.AddAfterSelf(new XElement(order.Name.Namespace + "SalesOrderID", "4711"));

        Assert.Null(RealInvoices.Read(document)[FieldNames.OrderNumber]);
    }

    [DataTheory]
    [InlineData("0088", null)]
    [InlineData(null, "4711")]
    public void Only_an_identifier_without_scheme_is_a_customer_number(string? scheme, string? number)
    {
        var document = RealInvoices.Xml("einvoice/xrechnung/01.01a-INVOICE_ubl.xml");
        var id = Element(document, "AccountingCustomerParty/Party/PartyIdentification/ID");
        id.SetAttributeValue("schemeID", scheme);
        id.Value = "4711";

        Assert.Equal(number, RealInvoices.Read(document)[FieldNames.CustomerNumber]);
    }

    [DataFact]
    public void Bank_and_holder_are_those_of_the_account_that_is_taken()
    {
        var document = RealInvoices.Xml(Ubl);
        var means = Element(document, "PaymentMeans");
        var other = new XElement(means);
        var account = other.Elements().Single(element => element.Name.LocalName == "PayeeFinancialAccount");
        account.Elements().First(element => element.Name.LocalName == "ID").Value = "";
        account.Elements().First(element => element.Name.LocalName == "Name").Value = "Another";
        means.AddBeforeSelf(other);
        var reading = RealInvoices.Read(document);

        Assert.Equal(("DE79000000001234567890", "[Payment account name]"), (reading[FieldNames.SellerIban], reading[FieldNames.AccountHolder]));
    }

    [DataFact]
    public void Groups_and_remarks_among_the_lines_do_not_count()
    {
        var document = RealInvoices.Xml(Cii);
        var line = Element(document, "SupplyChainTradeTransaction/IncludedSupplyChainTradeLineItem");
        var ram = line.Name.Namespace;
        foreach (var kind in new[] { "GROUP", "INFORMATION", "DETAIL" })
        {
            var added = new XElement(line);
            added.Element(ram + "AssociatedDocumentLineDocument")!.Add(new XElement(ram + "LineStatusReasonCode", kind));
            line.AddAfterSelf(added);
        }

        Assert.Equal(RealInvoices.Read(Cii).Lines.Count + 1, RealInvoices.Read(document).Lines.Count);
    }

    [DataFact]
    public void A_test_invoice_says_so()
    {
        var document = RealInvoices.Xml(Cii);
        var context = Element(document, "ExchangedDocumentContext");
        var ram = context.Elements().First().Name.Namespace;
        context.AddFirst(new XElement(ram + "TestIndicator", new XElement(XName.Get("Indicator", "urn:un:unece:uncefact:data:standard:UnqualifiedDataType:100"), "true")));

        Assert.Equal(["TEST-INVOICE"], RealInvoices.Read(document).Checks.Select(check => check.Rule));
    }

    /// <summary>Would take very long if any step looked at all the siblings of each line.</summary>
    [DataFact]
    public void Thirty_thousand_bad_lines_and_terms_give_a_bounded_list()
    {
        var document = RealInvoices.Xml(Ubl);
        var line = Element(document, "InvoiceLine");
        var (cac, cbc) = (line.Name.Namespace, line.Elements().First().Name.Namespace);
        for (var copies = 0; copies < 30_000; copies++)
        {
            document.Root!.Add(new XElement(cac + "InvoiceLine", new XElement(cbc + "LineExtensionAmount", "viel")));
            document.Root.Add(new XElement(cac + "PaymentTerms", new XElement(cbc + "Note", "#SKONTO#TAGE=viele#")));
        }

        var reading = RealInvoices.Read(document);

        Assert.Equal(30_004, reading.Lines.Count);
        Assert.Equal(101, reading.Checks.Count);
        Assert.Equal("CHECKS-MORE", reading.Checks[^1].Rule);
    }

    [DataFact]
    public void A_text_without_end_is_not_carried_into_the_records()
    {
        var reading = Altered(Ubl, "AccountingSupplierParty/Party/PartyLegalEntity/RegistrationName", new string('x', 100_000));

        Assert.Null(reading[FieldNames.SellerName]);
        Assert.Contains(reading.Checks, check => check.Rule == "FIELD-UNREADABLE");
    }

    private static InvoiceReading Altered(string file, string path, string value)
    {
        var document = RealInvoices.Xml(file);
        Element(document, path).Value = value;
        return RealInvoices.Read(document);
    }

    private static XElement Element(XDocument document, string path) => RawInvoice.All(document.Root!, path).First();
}
