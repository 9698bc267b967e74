using System.Reflection;
using Microsoft.Azure.Functions.Worker;
using Serverless.Functions.Home;
using Serverless.Functions.Triggers;

namespace Serverless.Functions.Tests.Triggers;

public sealed class CatalogueFunctionsTests
{
    [Fact]
    public void Every_orchestration_has_its_function_and_no_other() => Assert.Equal(
        AzureServices.CreateCatalogue().Orchestrations.Select(entry => entry.Name).Order(StringComparer.Ordinal),
        FunctionsWith<OrchestrationTriggerAttribute>());

    [Fact]
    public void Every_activity_has_its_function_and_no_other() => Assert.Equal(
        AzureServices.CreateCatalogue().Activities.Select(entry => entry.Name).Order(StringComparer.Ordinal),
        FunctionsWith<ActivityTriggerAttribute>());

    /// <summary>The functions as the host is told about them.</summary>
    private static IEnumerable<string> FunctionsWith<T>()
        where T : Attribute => typeof(WebFunction).Assembly.GetTypes()
        .SelectMany(type => type.GetMethods())
        .Where(method => method.GetParameters().Any(parameter => parameter.IsDefined(typeof(T))))
        .Select(method => method.GetCustomAttribute<FunctionAttribute>()?.Name ?? method.Name + " without a name")
        .Order(StringComparer.Ordinal);
}
