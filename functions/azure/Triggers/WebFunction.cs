using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Serverless.Functions.Durable;

namespace Serverless.Functions.Triggers;

/// <summary>Pages, API and signed links: every path that the host does not keep for itself.</summary>
public sealed class WebFunction(RequestDelegate web, CurrentDurableClient current)
{
    [Function("Web")]
    public Task RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, Route = "{*path}")] HttpRequest request,
        [DurableClient] DurableTaskClient client)
    {
        current.Use(client);
        return web(request.HttpContext);
    }
}
