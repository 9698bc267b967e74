using System.CommandLine;
using Serverless.Bench;
using Serverless.Bench.Engine;
using Serverless.Bench.Items;

// One subcommand for each thing that is measured.
var root = new RootCommand("Measures parts of Serverless and prints figures.")
{
    EngineBench.Command(),
    WaitingHome.Command(),
    RulesBench.Command(),
    ItemsBench.Command(),
    SimulationBench.Command(),
};
return await root.Parse(args).InvokeAsync();
