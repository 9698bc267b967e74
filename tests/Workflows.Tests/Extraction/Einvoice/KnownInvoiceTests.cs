using Serverless.Workflows.Extraction;

namespace Serverless.Workflows.Tests.Extraction.Einvoice;

/// <summary>Invoices of each format and profile with all their values, as a person read them from the files.</summary>
public sealed class KnownInvoiceTests
{
    [DataFact]
    public void XRechnung_ubl() => Says("einvoice/xrechnung/01.01a-INVOICE_ubl.xml", "UBL 2.1 Invoice (XRechnung 3.0)", """
        buyerName = [Buyer name]
        buyerReference = 04011000-12345-03
        currency = EUR
        customerNumber = [Buyer identifier]
        grossTotal = 336.9
        invoiceNumber = 123456XX
        issueDate = 2016-04-04
        netTotal = 314.86
        payable = 336.9
        paymentMeans = 58
        sellerAddress = [Seller address line 1], 12345 [Seller city], DE
        sellerIban = DE79000000001234567890
        sellerName = [Seller name]
        sellerVatId = DE 123456789
        taxTotal = 22.04
        typeCode = 380
        """);

    [DataFact]
    public void XRechnung_ubl_lines_and_taxes()
    {
        var reading = RealInvoices.Read("einvoice/xrechnung/01.01a-INVOICE_ubl.xml");

        Assert.Equal(
        [
            new InvoiceLine("Zeitschrift [...]", "Zeitschrift [...]", "Zeitschrift Inland", "1", "XPP", "288.79", null, "288.79", "S", "7", "6171175.1", "2016-01-01", "2016-12-31", "246"),
            new InvoiceLine("Porto + Versandkosten", "Porto + Versandkosten", null, "1", "XPP", "26.07", null, "26.07", "S", "7", null, null, null, null),
        ], reading.Lines);
        Assert.Equal([new TaxShare("S", "7", "314.86", "22.04", null)], reading.Taxes);
        Assert.Equal("/Invoice/cac:LegalMonetaryTotal/cbc:PayableAmount", reading.Fields[FieldNames.Payable].Where);
        Assert.Empty(reading.Checks);
    }

    [DataFact]
    public void XRechnung_cii_with_cash_discounts()
    {
        Says("einvoice/xrechnung/01.10a-INVOICE_uncefact.xml", "CII D16B (XRechnung 3.0)", """
            buyerName = [Buyer name]
            buyerReference = 04011000-12350-85
            currency = EUR
            grossTotal = 2594.2
            invoiceNumber = Rechnungsnummer
            issueDate = 2016-06-27
            netTotal = 2180
            payable = 2594.2
            paymentMeans = 58
            sellerAddress = [Seller address line 1], 12345 [Seller city], DE
            sellerIban = DE79000000001234567890
            sellerName = [Seller name]
            sellerTaxNumber = 123/456/789
            sellerVatId = DE123456789
            taxTotal = 414.2
            typeCode = 380
            """);
        Assert.Equal(
        [
            new CashDiscount(7, "2016-07-04", "2.00", null, "51.88"),
            new CashDiscount(14, "2016-07-11", "1.00", null, "25.94"),
            new CashDiscount(30, "2016-07-27", "0.00", null, "0.00"),
        ], RealInvoices.Read("einvoice/xrechnung/01.10a-INVOICE_uncefact.xml").CashDiscounts);
    }

    [DataFact]
    public void XRechnung_extension_pays_for_others_too()
    {
        var reading = RealInvoices.Read("einvoice/xrechnung/05.01a-INVOICE_ubl.xml");

        Assert.Equal("UBL 2.1 Invoice (XRechnung 3.0 Extension)", reading.Format);
        Assert.Equal(("336.9", "366.86"), (reading[FieldNames.GrossTotal], reading[FieldNames.Payable]));
        Assert.Empty(reading.Checks);
    }

    [DataFact]
    public void XRechnung_extension_cii() => Says("einvoice/xrechnung/04.05a-INVOICE_uncefact.xml", "CII D16B (XRechnung 3.0 Extension)", """
        buyerName = Rechnungsempfänger
        buyerReference = Leitweg-ID
        currency = EUR
        deliveryDate = 2020-01-02
        dueDate = 2020-01-17
        grossTotal = 119.00
        invoiceNumber = 2020-1
        issueDate = 2020-01-03
        netTotal = 100.00
        payable = 119.00
        paymentMeans = 30
        sellerAddress = Musterstraße 1, 01234 Berlin, DE
        sellerIban = DE79000000001234567890
        sellerName = Rechnungssteller
        sellerVatId = DE 123 456 789
        taxTotal = 19.00
        typeCode = 380
        """);

    [DataFact]
    public void Credit_note_ubl() => Says("en16931/examples/ubl-tc434-creditnote1.xml", "UBL 2.1 CreditNote (EN 16931)", """
        buyerName = My Customer Company
        buyerReference = 018304 / 28865
        buyerVatId = BE0000000295
        currency = EUR
        grossTotal = 100.11
        invoiceNumber = 018304 / 28865
        issueDate = 2019-09-23
        netTotal = 100.11
        payable = 100.11
        paymentMeans = 1
        paymentReference = 010676609538
        sellerAddress = De Grote Meir 22, 2000 ANTWERPEN, BE
        sellerBic = BPOTBEB1
        sellerIban = BE91000000143476
        sellerName = My Supplier Company
        sellerVatId = BE0000000196
        servicePeriodEnd = 2019-02-28
        servicePeriodStart = 2019-02-01
        taxTotal = 0.00
        typeCode = 381
        """);

    [DataFact]
    public void Cii_with_all_references_and_two_currencies() => Says("en16931/examples/CII_example5.xml", "CII D16B (EN 16931)", """
        buyerName = Buyercompany ltd
        buyerReference = qwerty
        buyerVatId = DK16356607
        contractNumber = 2013-05
        creditorIdentifier = DK5678
        currency = DKK
        deliveryDate = 2013-04-15
        dueDate = 2013-05-10
        grossTotal = 4675
        invoiceNumber = TOSL110
        issueDate = 2013-04-10
        mandateReference = 123456
        netTotal = 4000
        orderNumber = PO4711
        payable = 2337.5
        paymentMeans = 58
        paymentReference = Payref1
        precedingInvoice = TOSL109
        prepaidAmount = 2337.5
        sellerAddress = Hoofdstraat 4, Om de hoek, 54321 Grootstad, Overijssel, NL
        sellerIban = DK1212341234123412
        sellerName = SellerCompany
        sellerTaxNumber = NL16356706
        sellerVatId = NL16356706
        servicePeriodEnd = 2013-04-10
        servicePeriodStart = 2013-03-10
        taxTotal = 675.00
        typeCode = 380
        """);

    [DataFact]
    public void FacturX_pdf_with_direct_debit() => Says("einvoice/zugferd/fx/EN16931_SEPA_Prenotification.pdf", "CII D16B (EN 16931)", """
        buyerName = Kunden AG Mitte
        creditorIdentifier = DE98ZZZ09999999999
        currency = EUR
        customerNumber = GE2020211
        deliveryDate = 2018-03-05
        grossTotal = 529.87
        invoiceNumber = 471102
        issueDate = 2018-03-05
        mandateReference = REF A-123
        netTotal = 473.00
        payable = 529.87
        paymentMeans = 59
        prepaidAmount = 0.00
        sellerAddress = Lieferantenstraße 20, 80333 München, DE
        sellerName = Lieferant GmbH
        sellerTaxNumber = 201/113/40209
        sellerVatId = DE123456789
        taxTotal = 56.87
        typeCode = 380
        """);

    [DataTheory]
    [InlineData("einvoice/zugferd/ubl/EN16931_Einfach_negativePaymentDue.ubl.xml", "529.87", "1059.74", "-529.87")]
    [InlineData("einvoice/zugferd/cii/EN16931_Rechnungskorrektur.cii.xml", "-8.79", "0.00", "-8.79")]
    public void Negative_amounts_stay_negative(string file, string gross, string prepaid, string payable)
    {
        var reading = RealInvoices.Read(file);

        Assert.Equal((gross, prepaid, payable), (reading[FieldNames.GrossTotal], reading[FieldNames.PrepaidAmount], reading[FieldNames.Payable]));
        Assert.Empty(reading.Checks);
    }

    [DataFact]
    public void Zugferd_1() => Says("einvoice/zugferd/v1/Mustangproject/MustangGnuaccountingBeispielRE-20150613_503.pdf", "ZUGFeRD 1.0 (COMFORT)", """
        buyerName = Theodor Est
        buyerVatId = DE999999999
        currency = EUR
        deliveryDate = 2015-06-13
        dueDate = 2015-07-04
        grossTotal = 571.04
        invoiceNumber = RE-20150613/503
        issueDate = 2015-06-13
        netTotal = 496.00
        payable = 571.04
        paymentMeans = 42
        paymentReference = RE-20150613/503
        sellerAddress = Ecke 12, 12345 Stadthausen, DE
        sellerBic = COBADEFXXX
        sellerIban = DE88 2008 0000 0970 3757 00
        sellerName = Bei Spiel GmbH
        sellerTaxNumber = 22/815/0815/4
        sellerVatId = DE136695976
        taxTotal = 75.04
        typeCode = 380
        """);

    [DataFact]
    public void Zugferd_1_release_candidate() => Says("einvoice/zugferd/v1/Mustangproject/MustangGnuaccountingBeispielRE-20140519_499.pdf", "ZUGFeRD 1.0 RC (COMFORT)", """
        buyerName = Theodor Est
        currency = EUR
        dueDate = 2014-06-09
        grossTotal = 559.84
        invoiceNumber = RE-20140519/499
        issueDate = 2014-05-19
        netTotal = 496.00
        payable = 559.84
        paymentMeans = 42
        sellerName = usegroup Inh. Jochen Stärk
        sellerTaxNumber = 03/167/4132/6
        taxTotal = 63.84
        typeCode = 380
        """);

    [DataFact]
    public void Zugferd_2_minimum()
    {
        Says("einvoice/zugferd/v2/intarsys/MINIMUM/zugferd_2p0_MINIMUM.pdf", "CII D16B (ZUGFeRD 2.0 MINIMUM)", """
            buyerName = Kunden AG Mitte
            currency = EUR
            grossTotal = 235.62
            invoiceNumber = 471102
            issueDate = 2018-03-05
            netTotal = 198.00
            payable = 235.62
            sellerAddress = Lieferantenstraße 20, 80333 München, DE
            sellerName = Lieferant GmbH
            sellerTaxNumber = 201/113/40209
            sellerVatId = DE123456789
            taxTotal = 37.62
            typeCode = 751
            """);
        Assert.Empty(RealInvoices.Read("einvoice/zugferd/v2/intarsys/MINIMUM/zugferd_2p0_MINIMUM.pdf").Lines);
    }

    [DataFact]
    public void Zugferd_2_extended_in_pounds_takes_the_tax_in_pounds()
    {
        var reading = RealInvoices.Read("einvoice/zugferd/v2/intarsys/EXTENDED/zugferd_2p0_EXTENDED_Fremdwaehrung.pdf");

        Assert.Equal("CII D16B (ZUGFeRD 2.0 EXTENDED)", reading.Format);
        Assert.Equal(
            ("GBP", "858.75", "163.16", "1021.91", "500", "521.91", "2018-11-20"),
            (reading[FieldNames.Currency], reading[FieldNames.NetTotal], reading[FieldNames.TaxTotal], reading[FieldNames.GrossTotal],
                reading[FieldNames.PrepaidAmount], reading[FieldNames.Payable], reading[FieldNames.DueDate]));
        Assert.Equal(["FIELD-SEVERAL"], reading.Checks.Select(check => check.Rule));
    }

    [DataFact]
    public void Zugferd_2_extended_discount_terms() =>
        Assert.Equal(
            [new CashDiscount(14, "2018-08-20", "2.00", null, "10.38")],
            RealInvoices.Read("einvoice/zugferd/v2/intarsys/EXTENDED/zugferd_2p0_EXTENDED_Warenrechnung.pdf").CashDiscounts);

    [DataFact]
    public void FacturX_extended() => Says("einvoice/zugferd/v2/Mustangproject/testout-ZF2PushReverseCharge.xml", "CII D16B (Factur-X EXTENDED)", null);

    private static void Says(string file, string format, string? fields)
    {
        var reading = RealInvoices.Read(file);

        Assert.Equal(format, reading.Format);
        if (fields is null) return;
        Assert.Equal(
            fields.Split('\n'),
            reading.Fields.OrderBy(field => field.Key, StringComparer.Ordinal).Select(field => field.Key + " = " + field.Value.Value));
    }
}
