using Serverless.Workflows.Extraction.Einvoice;

namespace Serverless.Workflows.Tests.Extraction.Einvoice;

public sealed class ProfileTests
{
    [Theory]
    [InlineData("urn:cen.eu:en16931:2017", "EN 16931")]
    [InlineData(" urn:cen.eu:en16931:2017\n", "EN 16931")]
    [InlineData("urn:cen.eu:en16931:2017#compliant#urn:xoev-de:kosit:standard:xrechnung_2.3", "XRechnung 2.3")]
    [InlineData("urn:cen.eu:en16931:2017#compliant#urn:xeinkauf.de:kosit:xrechnung_3.0", "XRechnung 3.0")]
    [InlineData("urn:cen.eu:en16931:2017#compliant#urn:xeinkauf.de:kosit:xrechnung_3.0#conformant#urn:xeinkauf.de:kosit:extension:xrechnung_3.0", "XRechnung 3.0 Extension")]
    [InlineData("urn:cen.eu:en16931:2017#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0", "Peppol BIS Billing 3.0")]
    [InlineData("urn:factur-x.eu:1p0:minimum", "Factur-X MINIMUM")]
    [InlineData("urn:factur-x.eu:1p0:basicwl", "Factur-X BASIC WL")]
    [InlineData("urn:cen.eu:en16931:2017#compliant#urn:factur-x.eu:1p0:basic", "Factur-X BASIC")]
    [InlineData("urn:cen.eu:en16931:2017#conformant#urn:factur-x.eu:1p0:extended", "Factur-X EXTENDED")]
    [InlineData("urn:zugferd.de:2p0:basicwl", "ZUGFeRD 2.0 BASIC WL")]
    [InlineData("urn:cen.eu:en16931:2017#conformant#urn:zugferd.de:2p0:extended", "ZUGFeRD 2.0 EXTENDED")]
    [InlineData("urn:ferd:CrossIndustryDocument:invoice:1p0:comfort", "COMFORT")]
    [InlineData("urn:cen.eu:en16931:2017#compliant#urn:fdc:nen.nl:nlcius:v1.0", "EN 16931")]
    [InlineData("urn:ferd:CrossIndustryDocument:invoice:1p0:komfort", null)]
    [InlineData("urn:cen.eu:en16931:2017:compliant:factur-x.eu:1p0:extended", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void A_profile_has_its_name(string? id, string? name) => Assert.Equal(name, Profile.Of(id).Name);
}
