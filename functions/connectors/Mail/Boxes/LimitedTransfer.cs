using MailKit;
using Serverless.Workflows.Archive.Documents;

namespace Serverless.Connectors.Mail.Boxes;

/// <summary>Ends a transfer that is larger than the server said it would be.</summary>
internal sealed class LimitedTransfer(long maxBytes) : ITransferProgress
{
    public void Report(long bytesTransferred, long totalSize) => Report(bytesTransferred);

    public void Report(long bytesTransferred)
    {
        if (bytesTransferred > maxBytes) throw new DocumentTooLargeException(maxBytes);
    }
}
