using Serverless.Local.Home;

namespace Serverless.Local.Tests.Startup;

public sealed class LocalOptionsTests
{
    [Theory]
    [InlineData("http://127.0.0.1:8080", null, "http://127.0.0.1:8080")]
    [InlineData("http://127.0.0.1:8080/;http://10.0.0.1:80", null, "http://127.0.0.1:8080")]
    [InlineData("http://0.0.0.0:8080", null, "http://localhost:8080")]
    [InlineData("http://*:8080", null, "http://localhost:8080")]
    [InlineData("http://[::]:8080", null, "http://localhost:8080")]
    [InlineData("http://*:8080", "https://rechnungen.example.de/", "https://rechnungen.example.de")]
    public void Links_lead_to_a_known_address_and_never_to_the_host_that_a_request_names(
        string urls, string? publicUrl, string expected)
    {
        var options = new LocalOptions("data", urls, null, false, publicUrl);
        Assert.Equal(expected, options.LinkBase);
        Assert.Equal(new Uri(expected), options.WebUrl);
    }

    [Fact]
    public void A_port_that_is_chosen_at_the_start_gives_no_address() =>
        Assert.Null(new LocalOptions("data", "http://127.0.0.1:0", null, false, null).WebUrl);
}
