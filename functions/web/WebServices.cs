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

/// <summary>Everything that pages and API need of the home that serves them.</summary>
public sealed record WebServices
{
    public required TimeProvider Clock { get; init; }

    public required ILoggerFactory Logging { get; init; }

    public required ITenantDirectory Tenants { get; init; }

    public required ICredentials Credentials { get; init; }

    public required IKeySets Keys { get; init; }

    public required IItemBook Items { get; init; }

    public required IDecisionDesk Decisions { get; init; }

    public required IBulkDesk Bulk { get; init; }

    public required ICorrectionDesk Corrections { get; init; }

    public required INumberDesk Numbers { get; init; }

    public required IAbsenceDesk Absences { get; init; }

    public required IIntakeDesk Intake { get; init; }

    public required IDocumentStore Documents { get; init; }

    /// <summary>Remembers which sign-in links were used and how many were sent.</summary>
    public required IRecordStore Records { get; init; }

    /// <summary>Sends the sign-in links.</summary>
    public required IOutbox Outbox { get; init; }

    public required IMasterData MasterData { get; init; }

    public required IDatevPackages Datev { get; init; }

    public required IInvoiceChecks Checks { get; init; }

    public required IRouteBook Routes { get; init; }

    /// <summary>Restarts items at their station; null where the home has no engine at hand.</summary>
    public ItemStarter? Starter { get; init; }

    /// <summary>Says what is wrong with the home, or null where it is well. For <c>/healthz</c>.</summary>
    public Func<CancellationToken, ValueTask<string?>>? Health { get; init; }
}

/// <summary>What a home may set.</summary>
public sealed record WebOptions
{
    /// <summary>Scheme and authority under which people reach the pages; null takes those of each request.</summary>
    public Uri? PublicUrl { get; init; }

    /// <summary>The largest delivery in bytes where its source names no limit of its own.</summary>
    public long MaxDeliveryBytes { get; init; } = IntakeOptions.DefaultMaxBytes;

    /// <summary>The largest document that is checked without being kept, in bytes.</summary>
    public long MaxCheckBytes { get; init; } = 20L * 1024 * 1024;

    /// <summary>How long a session lasts.</summary>
    public TimeSpan SessionTime { get; init; } = TimeSpan.FromDays(14);

    /// <summary>How long a sign-in link that was mailed is good.</summary>
    public TimeSpan SignInTime { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>How many sign-in links a person may ask for in an hour.</summary>
    public int SignInMailsPerHour { get; init; } = 3;

    /// <summary>How long a form may stay open before it must be loaded again.</summary>
    public TimeSpan FormTime { get; init; } = TimeSpan.FromHours(12);

    /// <summary>How long the answer to a request for a sign-in link takes, whether or not the address is known.</summary>
    public TimeSpan SignInAnswer { get; init; } = TimeSpan.FromSeconds(1);
}
