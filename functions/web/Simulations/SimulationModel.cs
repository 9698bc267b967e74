using Serverless.Web.Routes;
using Serverless.Workflows.Routing;
using Serverless.Workflows.Tenancy.Loading;

namespace Serverless.Web.Simulations;

/// <summary>The page of the simulation: the form, and after it was sent the problems or the result.</summary>
public sealed record SimulationModel(ProcessModel Process, string FormToken)
{
    /// <summary>What was sent, to be changed and sent again.</summary>
    public string Candidate { get; init; } = string.Empty;

    public string? Since { get; init; }

    public string? Route { get; init; }

    /// <summary>What the candidate is compared with.</summary>
    public SimulationBase Against { get; init; }

    /// <summary>What is wrong with the form.</summary>
    public string? Problem { get; init; }

    /// <summary>What is wrong with the candidate.</summary>
    public IReadOnlyList<TenantProblem> Problems { get; init; } = [];

    public SimulationShown? Result { get; init; }
}

/// <summary>What a simulation has found, as far as the page shows it.</summary>
public sealed record SimulationShown(int Looked, int Different, IReadOnlyList<SimulatedItem> Items, int Lost, string? Next);
