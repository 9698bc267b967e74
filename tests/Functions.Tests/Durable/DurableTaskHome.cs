using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Serverless.Functions.Durable;
using Serverless.Workflows.Durable;

namespace Serverless.Functions.Tests.Durable;

/// <summary>Durable Task's in-process host, through the adapters that the functions use.</summary>
internal static class DurableTaskHome
{
    public static async Task<DurableHome> OpenAsync(Catalogue catalogue)
    {
        catalogue.Add(InstanceExists.Name, services => new InstanceExists(services.GetRequiredService<IWorkflowClient>()));
        var current = new CurrentDurableClient();
        var client = new DurableWorkflowClient(current, catalogue);
        var services = new ServiceCollection().AddSingleton<IWorkflowClient>(client).BuildServiceProvider();
        var orchestrations = new OrchestrationRunner(catalogue);
        var activities = new ActivityRunner(
            catalogue, TimeSpan.FromMinutes(1), TimeProvider.System, NullLogger<ActivityRunner>.Instance);

        var host = await DurableTaskTestHost.StartAsync(
            registry =>
            {
                foreach (var orchestration in catalogue.Orchestrations)
                {
                    registry.AddOrchestratorFunc<JsonElement, JsonElement>(
                        orchestration.Name, (context, input) => orchestrations.RunAsync(context, input));
                }

                foreach (var activity in catalogue.Activities)
                {
                    registry.AddActivityFunc<string, string>(activity.Name, (context, input) => activities.RunAsync(
                        services, activity.Name, context.InstanceId, input, CancellationToken.None));
                }
            },
            new DurableTaskTestHostOptions { Port = FreePort(), LoggerFactory = NullLoggerFactory.Instance });
        current.Use(host.Client);
        return new DurableHome(client, async () =>
        {
            await host.DisposeAsync();
            await services.DisposeAsync();
        });
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
