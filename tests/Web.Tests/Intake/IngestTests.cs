using System.Net;
using System.Net.Http.Headers;
using Serverless.Tests.Home;

namespace Serverless.Web.Tests.Intake;

public class IngestTests : WebHost
{
    private Task<HttpResponseMessage> IngestAsync(HttpContent content, string path = "/ingest/demo/mail", string? token = FakeHome.IngestToken) =>
        SendAsync(HttpMethod.Post, path, content, token);

    [Fact]
    public async Task A_message_is_taken_in()
    {
        Home.Intake.Result = new([new("00112233445566778899aabbccddeeff", "a.xml")],
            [new("b.doc", [new("no-pdf", "Bitte als PDF senden.")])], [new("c.xml", "ffeeddccbbaa99887766554433221100")]);
        var answer = await IngestAsync(Body("From: a@b.example\r\n\r\nHallo", "message/rfc822"));
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        var json = await JsonAsync(answer);
        Assert.Equal("00112233445566778899aabbccddeeff", json.GetProperty("items")[0].GetProperty("id").GetString());
        Assert.Equal("http://localhost/api/demo/items/00112233445566778899aabbccddeeff", json.GetProperty("items")[0].GetProperty("url").GetString());
        Assert.Equal("no-pdf", json.GetProperty("rejected")[0].GetProperty("reasons")[0].GetProperty("code").GetString());
        Assert.Equal("ffeeddccbbaa99887766554433221100", json.GetProperty("duplicates")[0].GetProperty("item").GetString());
        Assert.StartsWith("From: a@b", Home.Intake.Received.Single().Start, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("attachment; filename=\"rechnung.pdf\"", "rechnung.pdf")]
    [InlineData("attachment; filename*=UTF-8''Rechnung%20M%C3%A4rz.pdf", "Rechnung März.pdf")]
    [InlineData("attachment; filename=\"../../etc/passwd\"", "passwd")]
    [InlineData("attachment", null)]
    public async Task The_file_name_is_taken_from_the_header_and_is_never_a_path(string header, string? name)
    {
        var content = Body("%PDF-1.4", "application/pdf");
        content.Headers.ContentDisposition = ContentDispositionHeaderValue.Parse(header);
        Assert.Equal(HttpStatusCode.Accepted, (await IngestAsync(content)).StatusCode);
        Assert.Equal(name, Home.Intake.Received.Single().Delivery.FileName);
    }

    [Theory]
    [InlineData("/ingest/demo/mail", "wrong", HttpStatusCode.Unauthorized)]
    [InlineData("/ingest/demo/mail", null, HttpStatusCode.Unauthorized)]
    [InlineData("/ingest/nobody/mail", "wrong", HttpStatusCode.Unauthorized)]
    [InlineData("/ingest/nobody/mail", FakeHome.IngestToken, HttpStatusCode.NotFound)]
    [InlineData("/ingest/other/mail", FakeHome.IngestToken, HttpStatusCode.NotFound)]
    [InlineData("/ingest/demo/nothing", FakeHome.IngestToken, HttpStatusCode.NotFound)]
    [InlineData("/ingest/demo/mail", "ingest-only-small", HttpStatusCode.Forbidden)]
    [InlineData("/ingest/demo/mail", FakeHome.ApiToken, HttpStatusCode.Unauthorized)]
    public async Task Who_may_not_deliver_is_told_so(string path, string? token, HttpStatusCode status)
    {
        await ProblemAsync(await IngestAsync(Body("x", "message/rfc822"), path, token), status);
        Assert.Empty(Home.Intake.Received);
    }

    [Fact]
    public async Task An_empty_body_is_refused()
    {
        await ProblemAsync(await IngestAsync(Body("", "message/rfc822")), HttpStatusCode.BadRequest);
        await ProblemAsync(await IngestAsync(new Endless(0, "message/rfc822")), HttpStatusCode.BadRequest);
        Assert.Empty(Home.Intake.Received);
    }

    [Theory]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("text/html")]
    [InlineData("image/png")]
    public async Task Another_type_is_refused_with_those_that_are_taken(string type)
    {
        var problem = await ProblemAsync(await IngestAsync(Body("x", type)), HttpStatusCode.UnsupportedMediaType);
        Assert.Contains("message/rfc822", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_body_that_says_it_is_too_large_is_refused_unread()
    {
        var content = new Endless(75 * 1024 * 1024, "message/rfc822") { SaysLength = true };
        await ProblemAsync(await IngestAsync(content), HttpStatusCode.RequestEntityTooLarge);
        Assert.Empty(Home.Intake.Received);
        Assert.InRange(content.Written, 0, 2 * 1024 * 1024);
    }

    [Fact]
    public async Task A_body_that_turns_out_too_large_is_refused_at_the_limit()
    {
        var content = new Endless(75 * 1024 * 1024, "message/rfc822");
        await ProblemAsync(await IngestAsync(content), HttpStatusCode.RequestEntityTooLarge);
        Assert.Empty(Home.Intake.Received);
        Assert.InRange(content.Written, 64L * 1024 * 1024, 66L * 1024 * 1024);
    }

    [Fact]
    public async Task A_source_may_have_its_own_limit()
    {
        Assert.Equal(HttpStatusCode.Accepted, (await IngestAsync(Body(new string('x', 1000), "application/pdf"), "/ingest/demo/small")).StatusCode);
        await ProblemAsync(await IngestAsync(Body(new string('x', 1001), "application/pdf"), "/ingest/demo/small"), HttpStatusCode.RequestEntityTooLarge);
    }

    [Fact]
    public async Task Large_deliveries_are_streamed()
    {
        var content = new Endless(60 * 1024 * 1024, "application/zip");
        Assert.Equal(HttpStatusCode.Accepted, (await IngestAsync(content)).StatusCode);
        Assert.Equal(60L * 1024 * 1024, Home.Intake.Received.Single().Length);
    }

    /// <summary>A body of that many bytes, made while it is sent.</summary>
    private sealed class Endless : HttpContent
    {
        private readonly long _length;

        public Endless(long length, string type)
        {
            _length = length;
            Headers.ContentType = new(type);
        }

        public bool SaysLength { get; init; }

        public long Written { get; private set; }

        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            var chunk = new byte[64 * 1024];
            while (Written < _length)
            {
                await stream.WriteAsync(chunk);
                Written += chunk.Length;
            }
        }

        protected override bool TryComputeLength(out long length)
        {
            length = _length;
            return SaysLength;
        }
    }
}
