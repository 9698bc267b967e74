using Microsoft.AspNetCore.Http;
using Serverless.Workflows.Archive.Items;

namespace Serverless.Web.Items;

/// <summary>Sends a dossier: written whole to a temporary file first, so that half a ZIP never looks like one.</summary>
internal static class DossierAnswer
{
    private const int BufferSize = 64 * 1024;

    /// <summary>The answer, or null where there is no such item.</summary>
    public static async Task<IResult?> OfAsync(
        WebServices services, string tenant, string item, CancellationToken cancellation)
    {
        var file = OpenTemporary();
        var written = false;
        try
        {
            written = await new Dossier(services.Items, services.Documents).WriteAsync(tenant, item, file, cancellation);
            file.Position = 0;
        }
        finally
        {
            if (!written) await file.DisposeAsync();
        }

        return written ? TypedResults.Stream(file, "application/zip", $"{item}.zip") : null;
    }

    private static FileStream OpenTemporary()
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            Share = FileShare.None,
            BufferSize = BufferSize,
            Options = FileOptions.Asynchronous | FileOptions.DeleteOnClose,
        };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return new(Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()), options);
    }
}
