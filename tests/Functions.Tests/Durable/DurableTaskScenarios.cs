using Serverless.Workflows.Durable;

namespace Serverless.Functions.Tests.Durable;

/// <summary>The scenarios on Durable Task's in-process host, through the adapters that the functions use.</summary>
public sealed class DurableTaskScenarios : DurableScenarios
{
    protected override Task<DurableHome> OpenAsync(Catalogue catalogue) => DurableTaskHome.OpenAsync(catalogue);
}
