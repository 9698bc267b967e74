using Serverless.Workflows.Tenancy;

namespace Serverless.Workflows.Orchestrations;

/// <summary>
/// Something that is looked at once a minute for each tenant. It only starts what is due: a minute may be missed, come
/// late, or come twice at once from two workers, and nothing may be lost or doubled by that.
/// </summary>
public interface IMinuteWork
{
    /// <summary>Starts what is due for the tenant.</summary>
    Task RunAsync(Tenant tenant, DateTimeOffset now, CancellationToken cancellation);
}
