using Microsoft.Extensions.Logging.Abstractions;
using Moq;
using Serverless.Workflows.Approval;
using Serverless.Workflows.Approval.Suppliers;
using Serverless.Workflows.Archive.Audit;
using Serverless.Workflows.Archive.Lists;
using Serverless.Workflows.Archive.Records;
using Serverless.Workflows.Durable;
using Serverless.Workflows.Orchestrations;

namespace Serverless.Workflows.Tests;

/// <summary>What links corrected invoices, with an engine that only listens.</summary>
internal static class SupplierHouse
{
    public static Corrections Corrections(ItemJournal journal, ItemStore items, TimeProvider time) => new(
        journal, new ItemStarter(items, Mock.Of<IWorkflowClient>(), NullLogger<ItemStarter>.Instance), time);

    public static PostedCorrections Posted(IRecordStore records, ItemStore items, TimeProvider time) =>
        new(items, Held(records, items), new AuditTrail(records, time));

    public static HeldItems Held(IRecordStore records, ItemStore items) => new(records, items, new SupplierMails(records));
}
