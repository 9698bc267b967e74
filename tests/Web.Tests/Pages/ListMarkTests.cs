using Serverless.Tests.Home;
using Serverless.Web.Pages;
using Serverless.Workflows.Archive.Items;
using Serverless.Workflows.Extraction;

namespace Serverless.Web.Tests.Pages;

/// <summary>What lists say of an item before it is opened.</summary>
public class ListMarkTests : WebHost
{
    [Fact]
    public void Duplicates_holds_and_warnings_are_marked_each_once()
    {
        var now = Home.Clock.GetUtcNow();
        var plain = SampleItems.Invoice(Home) with { Duplicates = [], Notes = [], Checks = [], Station = new StationRef(1, "Prüfung", now) };
        Assert.Empty(Marks(plain));
        Assert.Equal(["Dublette"], Marks(plain with { Duplicates = [new("a", "sameInvoice"), new("b", "sameNumber")], Checks = [new("DUPLICATE", Severity.Warning, "x")] }));
        Assert.Equal(["gleiche Nummer"], Marks(plain with { Duplicates = [new("b", "sameNumber")] }));
        Assert.Equal(["Warnung"], Marks(plain with { Checks = [new("TYPED-GROSS", Severity.Warning, "x"), new("BR-1", Severity.Error, "y")] }));
        Assert.Empty(Marks(plain with { Checks = [new("X", Severity.Info, "x")] }));
        var held = plain with { Notes = [new(now, "Regel „A“", "Angehalten: Budget klären", true)] };
        Assert.Equal(["angehalten"], Marks(held));
        Assert.Equal(["on hold"], Marks(held, "en"));

        // What held it at an earlier station holds it no more, and what has ended waits for nobody.
        Assert.Empty(Marks(held with { Station = new StationRef(2, "Freigabe", now.AddMinutes(1)) }));
        Assert.Empty(Marks(held with { Status = ItemStatus.Completed }));
    }

    private IReadOnlyList<string> Marks(Item item, string language = "de") => new ItemShown(item, Home.Tenants["demo"], Words.Of(language)).Marks;
}
