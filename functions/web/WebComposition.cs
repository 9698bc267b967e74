using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Serverless.Web.Access;
using Serverless.Web.Checks;
using Serverless.Web.Datev;
using Serverless.Web.Routes;
using Serverless.Web.Tenants;
using Serverless.Workflows.Approval;
using Serverless.Workflows.Approval.Absences;
using Serverless.Workflows.Approval.Links;
using Serverless.Workflows.Approval.Suppliers;
using Serverless.Workflows.Archive.Documents;
using Serverless.Workflows.Archive.Items;
using Serverless.Workflows.Archive.Records;
using Serverless.Workflows.Intake;
using Serverless.Workflows.Orchestrations;

namespace Serverless.Web;

/// <summary>What pages and API need, from the services of a home.</summary>
public static class WebComposition
{
    /// <summary>Takes everything from the services; only who may come in is the home's to say.</summary>
    public static WebServices Create(IServiceProvider services, ICredentials credentials) => new()
    {
        Clock = services.GetRequiredService<TimeProvider>(),
        Logging = services.GetRequiredService<ILoggerFactory>(),
        Tenants = ActivatorUtilities.CreateInstance<TenantDirectory>(services),
        Credentials = credentials,
        Keys = services.GetRequiredService<IKeySets>(),
        Items = services.GetRequiredService<IItemBook>(),
        Decisions = services.GetRequiredService<IDecisionDesk>(),
        Bulk = services.GetRequiredService<IBulkDesk>(),
        Corrections = services.GetRequiredService<ICorrectionDesk>(),
        Numbers = services.GetRequiredService<INumberDesk>(),
        Absences = services.GetRequiredService<IAbsenceDesk>(),
        Intake = services.GetRequiredService<IIntakeDesk>(),
        Documents = services.GetRequiredService<IDocumentStore>(),
        Records = services.GetRequiredService<IRecordStore>(),
        Outbox = services.GetRequiredService<IOutbox>(),
        MasterData = ActivatorUtilities.CreateInstance<MasterChoices>(services),
        Datev = ActivatorUtilities.CreateInstance<DatevPackages>(services),
        Starter = services.GetRequiredService<ItemStarter>(),
        Routes = ActivatorUtilities.CreateInstance<RouteBook>(services),
        Checks = ActivatorUtilities.CreateInstance<InvoiceChecks>(services),
    };
}
