using System.Net;
using System.Text;

namespace Serverless.Local.Tests.Home;

/// <summary>Scanned pages of 60 MB, streamed to the program itself.</summary>
public sealed class LargeUploadTests : IDisposable
{
    private const int Mega = 1024 * 1024;
    private readonly string _folder = Directory.CreateTempSubdirectory("large-").FullName;

    [Fact]
    public async Task Sixty_megabytes_in_pieces_become_an_item_and_more_than_allowed_is_refused()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(10));
        using var home = new HomeProcess(Path.Combine(_folder, "home"));
        await home.StartAsync(limit.Token);

        await using (var scan = Scan(60))
        {
            var length = scan.Length;
            var (status, body) = await home.UploadAsync(scan, "application/pdf", "scan.pdf", limit.Token);
            Assert.Equal(HttpStatusCode.Accepted, status);
            var id = Assert.Single(body.GetProperty("items").EnumerateArray()).GetProperty("id").GetString();
            var document = (await home.ItemsAsync(limit.Token)).Single(item => item.GetProperty("id").GetString() == id)
                .GetProperty("documents")[0];
            Assert.Equal(length, document.GetProperty("length").GetInt64());
        }

        await using var more = Scan(65);
        var (refused, problem) = await home.UploadAsync(more, "application/pdf", "scan.pdf", limit.Token);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, refused);
        Assert.Contains("64 MB", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Single(await home.ItemsAsync(limit.Token));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    /// <summary>A PDF of one page that is a picture of so many megabytes.</summary>
    private FileStream Scan(int megabytes)
    {
        var file = new FileStream(Path.Combine(_folder, $"{megabytes}.pdf"), FileMode.Create, FileAccess.ReadWrite);
        var offsets = new List<long>();
        Write("%PDF-1.4\n");
        Object("<</Type/Catalog/Pages 2 0 R>>");
        Object("<</Type/Pages/Kids[3 0 R]/Count 1>>");
        Object("<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</XObject<</I 4 0 R>>>>/Contents 5 0 R>>");
        Begin($"<</Type/XObject/Subtype/Image/Width 1024/Height {megabytes * 1024}/ColorSpace/DeviceGray/BitsPerComponent 8/Length {megabytes * Mega}>>\nstream\n");
        var (piece, random) = (new byte[Mega], new Random(1));
        for (var i = 0; i < megabytes; i++)
        {
            random.NextBytes(piece);
            file.Write(piece);
        }

        Write("\nendstream\nendobj\n");
        const string Draw = "q 595 0 0 842 0 0 cm /I Do Q";
        Object($"<</Length {Draw.Length}>>\nstream\n{Draw}\nendstream");
        var table = file.Position;
        Write($"xref\n0 6\n0000000000 65535 f \n{string.Concat(offsets.Select(at => $"{at:0000000000} 00000 n \n"))}trailer<</Size 6/Root 1 0 R>>\nstartxref\n{table}\n%%EOF\n");
        file.Position = 0;
        return file;

        void Write(string text) => file.Write(Encoding.Latin1.GetBytes(text));

        void Begin(string head)
        {
            offsets.Add(file.Position);
            Write($"{offsets.Count} 0 obj\n{head}");
        }

        void Object(string body)
        {
            Begin(body);
            Write("\nendobj\n");
        }
    }
}
