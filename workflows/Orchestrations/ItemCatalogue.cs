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
        .Add(ItemSteps.Named(StepKind.Notify), Make<TellStep>(StepKind.Notify))
        .Add(ItemSteps.Named(StepKind.Remind), Make<TellStep>(StepKind.Remind))
        .Add(ItemSteps.Named(StepKind.Escalate), Make<EscalateStep>)
        .Add(ItemSteps.Named(StepKind.Schedule), Make<ScheduleStep>)
        .Add(ItemSteps.Named(StepKind.Apply), Make<ApplyStep>)
        .Add(ItemSteps.Named(StepKind.TellSupplier), Make<TellSupplierStep>)
        .Add(ItemSteps.Named(StepKind.TellLinked), Make<TellLinkedStep>)
        .Add(ItemSteps.Named(StepKind.Post), Make<PostStep>)
        .Add(ItemSteps.Named(StepKind.Archive), Make<ArchiveStep>)
        .Add(PollSteps.Round, () => new PollOrchestration())
        .Add(PollSteps.Part, Make<PollPartStep>)
        .Add(DigestSteps.Digest, () => new DigestOrchestration())
        .Add(DigestSteps.Send, Make<SendDigestStep>)
        .Add(DigestSteps.Missed, Make<MissedDigestStep>);

    private static Func<IServiceProvider, T> Make<T>(StepKind kind)
        where T : class => services => ActivatorUtilities.CreateInstance<T>(services, kind);

    private static T Make<T>(IServiceProvider services)
        where T : class => ActivatorUtilities.CreateInstance<T>(services);
}
