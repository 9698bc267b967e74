using System.Reflection;
using System.Runtime.ExceptionServices;

namespace Serverless.Connectors.Tests.Storage;

/// <summary>
/// Runs a contract's tests one by one as cases of a theory, because inherited facts cannot be skipped where the service
/// they need is missing.
/// </summary>
internal static class ContractRun
{
    /// <summary>The contract's tests, each with its data.</summary>
    public static TheoryData<string, object?[]> Cases(Type contract)
    {
        var cases = new TheoryData<string, object?[]>();
        foreach (var test in contract.GetMethods().Where(method => method.IsDefined(typeof(FactAttribute))))
        {
            var data = test.GetCustomAttributes<InlineDataAttribute>().SelectMany(inline => inline.GetData(test)).ToList();
            if (data.Count == 0) data.Add([]);
            foreach (var arguments in data) cases.Add(test.Name, arguments);
        }

        return cases;
    }

    /// <summary>Runs one of them.</summary>
    public static async Task RunAsync<T>(string test, object?[] arguments)
        where T : IAsyncLifetime, new()
    {
        var tests = new T();
        await tests.InitializeAsync();
        try
        {
            await (Task)typeof(T).GetMethod(test)!.Invoke(tests, arguments)!;
        }
        catch (TargetInvocationException outer) when (outer.InnerException is { } inner)
        {
            ExceptionDispatchInfo.Throw(inner);
        }
        finally
        {
            await tests.DisposeAsync();
        }
    }
}

/// <summary>A theory against the storage emulator; skipped where there is none.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class AzuriteTheoryAttribute : TheoryAttribute
{
    public AzuriteTheoryAttribute() => Skip = Azurite.Missing;
}

/// <summary>A fact against the storage emulator; skipped where there is none.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class AzuriteFactAttribute : FactAttribute
{
    public AzuriteFactAttribute() => Skip = Azurite.Missing;
}
