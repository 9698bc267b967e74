using Microsoft.Extensions.DependencyInjection;
using Serverless.Workflows.Durable;
using Serverless.Workflows.Orchestrations.Polling;
using Serverless.Workflows.Orchestrations.Steps;

namespace Serverless.Workflows.Orchestrations;

/// <summary>Every orchestration and activity of the product; both homes register from it.</summary>
public static class ItemCatalogue
{
    /// <summary>A fresh catalogue.</summary>
    public static Catalogue Create() => new Catalogue()
        .Add(ItemSteps.Item, () => new ItemOrchestration())
        .Add(ItemSteps.Look, Make<LookStep>)
        .Add(ItemSteps.RecordFailure, Make<RecordFailureStep>)
        .Add(ItemSteps.Named(StepKind.Extract), Make<ExtractStep>)
        .Add(ItemSteps.Named(StepKind.FillCoverSheet), Make<CoverSheetStep>)
        .Add(ItemSteps.Named(StepKind.Decide), Make<DecideStep>)
        .Add(ItemSteps.Named(StepKind.Notify), Make<NotifyStep>)
        .Add(ItemSteps.Named(StepKind.Remind), Make<RemindStep>)
        .Add(ItemSteps.Named(StepKind.Apply), Make<ApplyStep>)
        .Add(ItemSteps.Named(StepKind.Post), Make<PostStep>)
        .Add(ItemSteps.Named(StepKind.Archive), Make<ArchiveStep>)
        .Add(PollSteps.Round, () => new PollOrchestration())
        .Add(PollSteps.Part, Make<PollPartStep>);

    private static T Make<T>(IServiceProvider services)
        where T : class => ActivatorUtilities.CreateInstance<T>(services);
}
