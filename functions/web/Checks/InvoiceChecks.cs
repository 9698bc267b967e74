using Serverless.Workflows.Extraction;

namespace Serverless.Web.Checks;

/// <summary>Checks by the readers that items go through, too.</summary>
public sealed class InvoiceChecks(InvoiceDocuments documents) : IInvoiceChecks
{
    /// <summary>The content is held in memory; the caller limits its length.</summary>
    public async Task<IReadOnlyList<Check>> CheckAsync(Stream content, string contentType, CancellationToken cancellation)
    {
        using var bytes = new MemoryStream();
        await content.CopyToAsync(bytes, cancellation);
        return documents.Read(bytes.GetBuffer().AsMemory(0, (int)bytes.Length), null, cancellation).Checks;
    }
}
