using Azure.Core.Serialization;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Serverless.Functions.Home;
using Serverless.Workflows.Durable;

AzureSettings settings;
var builder = FunctionsApplication.CreateBuilder(args);
try
{
    settings = AzureSettings.Read(builder.Configuration);
}
catch (SettingsException wrong)
{
    await Console.Error.WriteLineAsync(wrong.Message);
    return 1;
}

builder.ConfigureFunctionsWebApplication();
builder.Services.Configure<WorkerOptions>(worker => worker.Serializer = new JsonObjectSerializer(DurableJson.Options));
builder.Services.AddAzureHome(settings);
var app = builder.Build();
await app.Services.GetRequiredService<AzureHome>().OpenAsync(CancellationToken.None);
await app.RunAsync();
return 0;
