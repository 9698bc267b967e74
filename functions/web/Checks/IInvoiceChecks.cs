using Serverless.Workflows.Extraction;

namespace Serverless.Web.Checks;

/// <summary>Checks an invoice without keeping it.</summary>
public interface IInvoiceChecks
{
    /// <summary>The findings on an XML or PDF invoice; a file that is neither is a finding, not an exception.</summary>
    Task<IReadOnlyList<Check>> CheckAsync(Stream content, string contentType, CancellationToken cancellation);
}
