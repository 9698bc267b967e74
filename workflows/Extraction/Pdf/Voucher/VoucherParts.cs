namespace Serverless.Workflows.Extraction.Pdf.Voucher;

/// <summary>The sections of a voucher, in the order in which they stand on it.</summary>
internal static class VoucherParts
{
    private const double Middle = 306;

    private static readonly VoucherColumn[] LineColumns =
    [
        new("Pos.", 34), new("Bezeichnung", 206), new("Menge", 48, Right: true), new("Einheit", 46),
        new("Einzelpreis", 62, Right: true), new("USt %", 40, Right: true), new("Netto", 62, Right: true),
    ];

    private static readonly VoucherColumn[] TaxColumns =
    [
        new("Steuerart", 150), new("Satz %", 50, Right: true), new("Bemessung", 80, Right: true),
        new("Steuer", 80, Right: true), new("Befreiungsgrund", 138),
    ];

    private static readonly VoucherColumn[] DiscountColumns =
    [
        new("Skonto %", 60, Right: true), new("Tage", 50, Right: true), new("zahlbar bis", 90, Right: true),
        new("Basis", 100, Right: true), new("Abzug", 100, Right: true),
    ];

    /// <summary>What the sections show; the rest comes under other data.</summary>
    private static readonly HashSet<string> Shown =
    [
        FieldNames.InvoiceNumber, FieldNames.TypeCode, FieldNames.IssueDate, FieldNames.DueDate, FieldNames.DeliveryDate,
        FieldNames.ServicePeriodStart, FieldNames.ServicePeriodEnd, FieldNames.Currency, FieldNames.NetTotal, FieldNames.TaxTotal,
        FieldNames.GrossTotal, FieldNames.PrepaidAmount, FieldNames.Payable, FieldNames.SellerName, FieldNames.SellerAddress,
        FieldNames.SellerVatId, FieldNames.SellerTaxNumber, FieldNames.SellerIban, FieldNames.SellerBic, FieldNames.AccountHolder,
        FieldNames.PaymentMeans, FieldNames.MandateReference, FieldNames.CreditorIdentifier, FieldNames.BuyerName,
        FieldNames.BuyerVatId, FieldNames.BuyerReference, FieldNames.OrderNumber, FieldNames.ContractNumber,
        FieldNames.CustomerNumber, FieldNames.PrecedingInvoice, FieldNames.PaymentReference,
    ];

    public static void Parties(VoucherLayout layout, InvoiceReading reading)
    {
        layout.Space(10);
        layout.Beside(
            () =>
            {
                layout.Paragraph(new("Rechnungsempfänger", Small: true), right: Middle - 16);
                layout.Paragraph(new(reading[FieldNames.BuyerName] ?? "nicht angegeben", Bold: true), right: Middle - 16);
                layout.Facts([("USt-IdNr.", reading[FieldNames.BuyerVatId]), ("Käuferreferenz", reading[FieldNames.BuyerReference])], right: Middle - 16, nameWidth: 80);
                layout.Space(10);
                layout.Paragraph(new("Rechnungssteller", Small: true), right: Middle - 16);
                layout.Paragraph(new(reading[FieldNames.SellerName] ?? "nicht angegeben", Bold: true), right: Middle - 16);
                layout.Paragraph(new(reading[FieldNames.SellerAddress] ?? string.Empty), right: Middle - 16);
                layout.Facts([("USt-IdNr.", reading[FieldNames.SellerVatId]), ("Steuernummer", reading[FieldNames.SellerTaxNumber])], right: Middle - 16, nameWidth: 80);
            },
            () => layout.Facts(
                [
                    ("Rechnungsnummer", reading[FieldNames.InvoiceNumber]),
                    ("Rechnungsdatum", Date(reading, FieldNames.IssueDate)),
                    ("Fällig am", Date(reading, FieldNames.DueDate)),
                    ("Lieferdatum", Date(reading, FieldNames.DeliveryDate)),
                    ("Leistungszeitraum", Period(reading[FieldNames.ServicePeriodStart], reading[FieldNames.ServicePeriodEnd])),
                    ("Auftragsnummer", reading[FieldNames.OrderNumber]),
                    ("Vertragsnummer", reading[FieldNames.ContractNumber]),
                    ("Kundennummer", reading[FieldNames.CustomerNumber]),
                    ("Bezug auf Rechnung", reading[FieldNames.PrecedingInvoice]),
                    ("Währung", reading[FieldNames.Currency]),
                    ("Belegart (Code)", reading[FieldNames.TypeCode]),
                ],
                left: Middle),
            height: 150);
    }

    public static void Lines(VoucherLayout layout, InvoiceReading reading)
    {
        if (reading.Lines.Count == 0) return;
        layout.Heading("Positionen");
        layout.Table(LineColumns, reading.Lines.Select(Line));
    }

    public static void Taxes(VoucherLayout layout, InvoiceReading reading)
    {
        if (reading.Taxes.Count == 0) return;
        layout.Heading("Umsatzsteuer");
        layout.Table(TaxColumns, reading.Taxes.Select(tax => (IReadOnlyList<IReadOnlyList<VoucherText>>)
        [
            Cell(CodeNames.TaxCategory(tax.Category)), Cell(GermanText.Quantity(tax.Rate)), Cell(GermanText.Amount(tax.Basis)),
            Cell(GermanText.Amount(tax.Amount)), Cell(tax.ExemptionReason),
        ]));
    }

    public static void Totals(VoucherLayout layout, InvoiceReading reading)
    {
        var currency = reading[FieldNames.Currency] ?? string.Empty;
        (string Name, string Field, bool Bold)[] totals =
        [
            ("Summe netto", FieldNames.NetTotal, false), ("Umsatzsteuer", FieldNames.TaxTotal, false),
            ("Gesamtbetrag", FieldNames.GrossTotal, true), ("bereits gezahlt", FieldNames.PrepaidAmount, false),
            ("Zahlbetrag", FieldNames.Payable, true),
        ];
        var rows = totals.Where(total => reading[total.Field] is not null).ToList();
        if (rows.Count == 0) return;
        layout.Heading("Summen");
        layout.Table(
            [new("Betrag", 378), new(currency, 120, Right: true)],
            rows.Select(total => (IReadOnlyList<IReadOnlyList<VoucherText>>)
            [
                [new(total.Name, total.Bold)], [new(GermanText.Amount(reading[total.Field]), total.Bold)],
            ]));
    }

    public static void Payment(VoucherLayout layout, InvoiceReading reading)
    {
        (string, string?)[] facts =
        [
            ("Zahlungsart", reading[FieldNames.PaymentMeans] is { } means ? CodeNames.PaymentMeans(means) : null),
            ("Fällig am", Date(reading, FieldNames.DueDate)),
            ("Kontoinhaber", reading[FieldNames.AccountHolder]),
            ("IBAN", reading[FieldNames.SellerIban] is { } iban ? GermanText.Iban(iban) : null),
            ("BIC", reading[FieldNames.SellerBic]),
            ("Verwendungszweck", reading[FieldNames.PaymentReference]),
            ("Mandatsreferenz", reading[FieldNames.MandateReference]),
            ("Gläubiger-ID", reading[FieldNames.CreditorIdentifier]),
        ];
        if (reading.CashDiscounts.Count == 0 && facts.All(fact => string.IsNullOrWhiteSpace(fact.Item2))) return;
        layout.Heading("Zahlung");
        layout.Facts(facts);
        if (reading.CashDiscounts.Count == 0) return;
        layout.Space(6);
        layout.Table(DiscountColumns, reading.CashDiscounts.Select(discount => (IReadOnlyList<IReadOnlyList<VoucherText>>)
        [
            Cell(GermanText.Quantity(discount.Percent)), Cell(discount.Days?.ToString(System.Globalization.CultureInfo.InvariantCulture)),
            Cell(GermanText.Date(discount.Until)), Cell(GermanText.Amount(discount.BasisAmount)), Cell(GermanText.Amount(discount.Amount)),
        ]));
    }

    public static void Other(VoucherLayout layout, InvoiceReading reading)
    {
        var rest = reading.Fields.Where(field => !Shown.Contains(field.Key)).OrderBy(field => field.Key, StringComparer.Ordinal).ToList();
        if (rest.Count == 0) return;
        layout.Heading("Weitere Angaben");
        layout.Facts(rest.Select(field => (field.Key, (string?)field.Value.Value)));
    }

    private static IReadOnlyList<IReadOnlyList<VoucherText>> Line(InvoiceLine line)
    {
        var details = new List<VoucherText> { new(line.Name ?? string.Empty, Bold: true) };
        if (line.Description != line.Name) details.Add(new(line.Description ?? string.Empty));
        if (line.SellerItemId is not null) details.Add(new("Artikelnummer " + line.SellerItemId, Small: true));
        if (line.OrderLine is not null) details.Add(new("Auftragsposition " + line.OrderLine, Small: true));
        if (Period(line.PeriodStart, line.PeriodEnd) is { } period) details.Add(new("Zeitraum " + period, Small: true));
        var per = line.PriceBaseQuantity is null || GermanText.Quantity(line.PriceBaseQuantity) == "1"
            ? null
            : "je " + GermanText.Quantity(line.PriceBaseQuantity);
        return
        [
            Cell(line.Id), details, Cell(GermanText.Quantity(line.Quantity)), Cell(CodeNames.Unit(line.Unit)),
            [new(GermanText.Amount(line.UnitPrice)), new(per ?? string.Empty, Small: true)],
            [new(GermanText.Quantity(line.TaxRate)), new(line.TaxCategory is null or "S" ? string.Empty : line.TaxCategory, Small: true)],
            Cell(GermanText.Amount(line.NetAmount)),
        ];
    }

    private static IReadOnlyList<VoucherText> Cell(string? value) => [new(value ?? string.Empty)];

    private static string? Date(InvoiceReading reading, string field) => reading[field] is { } value ? GermanText.Date(value) : null;

    private static string? Period(string? start, string? end) => (start, end) switch
    {
        (null, null) => null,
        (null, _) => "bis " + GermanText.Date(end),
        (_, null) => "ab " + GermanText.Date(start),
        _ => GermanText.Date(start) + " – " + GermanText.Date(end),
    };
}
