using FsCheck;
using FsCheck.Fluent;
using Serverless.Workflows.Approval.Suppliers;
using Serverless.Workflows.Archive.Items;
using Serverless.Workflows.Extraction;
using Serverless.Workflows.Routing;

namespace Serverless.Workflows.Tests.Approval.Suppliers;

/// <summary>When an invoice is the correction of a rejected one, and when it only may be.</summary>
public sealed class CorrectionMatchTests
{
    private static readonly DateTimeOffset Rejected = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    private static readonly Item Held = Of(1, ("invoiceNumber", "RE-77"), ("grossTotal", "1190.00"), ("sellerVatId", "DE123")) with
    {
        SupplierRejection = new SupplierRejection(1, "clara", Rejected, 10, "Falsch", [], new SupplierMail("a@b.example", "B", "T")),
    };

    [Theory]
    [InlineData("RE-78", "RE-77", "1071.00", "DE123", true)]
    [InlineData("RE-78", " re 77 ", "1071.00", "DE123", true)]
    [InlineData("RE-77", null, "1071.00", "DE123", true)]
    [InlineData("RE-78", null, "1071.00", "DE123", false)]
    [InlineData("RE-77", null, "1190.00", "DE123", false)]
    [InlineData("RE-78", "RE-76", "1071.00", "DE123", false)]
    [InlineData("RE-78", "RE-77", "1071.00", "DE999", null)]
    [InlineData("RE-78", "RE-77", "-1071.00", "DE123", null)]
    public void Certain_is_only_what_the_same_seller_says_of_itself(string number, string? preceding, string gross, string vat, bool? isCertain)
    {
        var other = Of(2, ("invoiceNumber", number), ("precedingInvoice", preceding), ("grossTotal", gross), ("sellerVatId", vat));
        Assert.Equal(isCertain, CorrectionMatch.Of(Held, other)?.IsCertain);
    }

    [Fact]
    public void What_came_before_was_rejected_is_held_or_is_a_credit_note_replaces_nothing()
    {
        var other = Of(2, ("invoiceNumber", "RE-78"), ("precedingInvoice", "RE-77"), ("grossTotal", "1071.00"), ("sellerVatId", "DE123"));
        Assert.NotNull(CorrectionMatch.Of(Held, other));
        Assert.False(CorrectionMatch.Of(Held, other with { ReceivedUtc = Rejected.AddDays(-1) })!.IsCertain);
        Assert.Null(CorrectionMatch.Of(Held, With(other, ("precedingInvoice", "RE-76")) with { ReceivedUtc = Rejected.AddDays(-1) }));
        Assert.Null(CorrectionMatch.Of(Held, other with { Status = ItemStatus.Rejected }));
        Assert.Null(CorrectionMatch.Of(Held, other with { SupplierRejection = Held.SupplierRejection }));
        Assert.Null(CorrectionMatch.Of(other, Held));
        Assert.Null(CorrectionMatch.Of(Held, Held));
        Assert.Null(CorrectionMatch.Of(Held, With(other, ("typeCode", "381"))));
        Assert.True(CorrectionMatch.TakesBack(With(other, ("typeCode", "381")), Held));
        Assert.NotNull(CorrectionMatch.Of(Held, Of(3), answers: true));
    }

    [Fact]
    public void One_name_or_one_account_is_not_yet_one_company()
    {
        var one = Of(1, ("invoiceNumber", "1001"), ("grossTotal", "119.00"), ("sellerName", "Müller GmbH"), ("sellerVatId", "DE123"), ("sellerIban", "DE92")) with
        {
            SupplierRejection = Held.SupplierRejection,
        };
        (string, string?)[] other = [("invoiceNumber", "1001"), ("grossTotal", "238.00"), ("sellerIban", "DE92")];
        Assert.False(CorrectionMatch.Of(one, Of(2, [.. other, ("sellerName", "Müller GmbH"), ("sellerVatId", "DE999")]))!.IsCertain);
        Assert.False(CorrectionMatch.Of(one, Of(2, [.. other, ("sellerName", "Maier KG")]))!.IsCertain);
        Assert.True(CorrectionMatch.Of(one, Of(2, [.. other, ("sellerName", "Müller")]))!.IsCertain);

        var known = one with { Cover = one.Cover with { Supplier = "K1" } };
        var same = Of(2, [.. other, ("sellerName", "Müller GmbH"), ("sellerVatId", "DE 123")]);
        Assert.True(CorrectionMatch.Of(known, same)!.IsCertain);
        Assert.True(CorrectionMatch.Of(known, same with { Cover = same.Cover with { Supplier = "K1" } })!.IsCertain);
        Assert.False(CorrectionMatch.Of(known, same with { Cover = same.Cover with { Supplier = "K2" } })!.IsCertain);
    }

    [Fact]
    public void Another_account_is_told_however_much_else_has_changed()
    {
        var before = Of(1, [.. FieldNames.All.Select(name => (name, (string?)"1"))]);
        var after = Of(2, [.. FieldNames.All.Select(name => (name, (string?)"2"))]);
        Assert.Contains(ItemFieldLabels.Of(FieldNames.SellerIban), CorrectionMatch.DifferencesInWords(before, after), StringComparison.Ordinal);
    }

    [Fact]
    public void What_a_person_typed_is_no_change_and_a_mail_is_no_invoice()
    {
        var typed = Held with
        {
            Fields = new Dictionary<string, Field>(Held.Fields) { ["paymentReference"] = new("Miete", FieldSource.User, 1, null) },
        };
        var same = Of(2, ("invoiceNumber", "RE-77"), ("grossTotal", "1190.00"), ("sellerVatId", "DE123"));
        Assert.False(CorrectionMatch.Of(typed, same)!.IsCertain);
        Assert.Null(CorrectionMatch.Of(Held, same with { Kind = "mail" }, answers: true));
    }

    [Fact]
    public void Whatever_the_fields_nothing_unchanged_and_nothing_of_another_seller_is_linked_without_asking()
    {
        var text = Gen.Elements("RE-77", "re77", "RE-78", "", "1190.00", "1071.00", "DE123", "DE999", "381");
        var names = new[] { "invoiceNumber", "precedingInvoice", "grossTotal", "sellerVatId", "sellerName", "typeCode" };
        var invoices = Gen.ListOf(text, names.Length).Select(values =>
            Of(2, [.. names.Zip(values, (name, value) => (name, (string?)value))]));
        Prop.ForAll(Arb.From(invoices), other =>
        {
            var match = CorrectionMatch.Of(Held, other);
            return match is not { IsCertain: true }
                || (CorrectionMatch.Differences(Held, other).Count > 0 && other.Fields["sellerVatId"].Value == "DE123");
        }).Hold();
    }

    private static Item With(Item item, (string Name, string Value) field) => item with
    {
        Fields = new Dictionary<string, Field>(item.Fields) { [field.Name] = new Field(field.Value, FieldSource.Einvoice, 1, null) },
    };

    private static Item Of(int number, params (string Name, string? Value)[] fields) => TestItems.New(number) with
    {
        ReceivedUtc = Rejected.AddDays(number),
        Fields = TestItems.Fields([.. fields.Where(field => field.Value is not null).Select(field => (field.Name, field.Value!))]),
    };
}
