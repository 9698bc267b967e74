using Serverless.Workflows.Tenancy;

namespace Serverless.Web.Routes;

/// <summary>Who may look at routes and rules, and who may try a change on the items.</summary>
internal static class RouteRights
{
    /// <summary>Whether routes and rules may be seen.</summary>
    public static bool MaySee(IReadOnlySet<Permission> permissions) =>
        permissions.Contains(Permission.RoutesList) || permissions.Contains(Permission.RoutesEdit);

    /// <summary>The permission that is missing to simulate, and in words what would do, as tenant files call it; null where
    /// nothing is. The result names items of everybody, so that whoever may not see them may not simulate either.</summary>
    public static (Permission Permission, string Names)? MissingToSimulate(IReadOnlySet<Permission> permissions) =>
        !MaySee(permissions) ? (Permission.RoutesList, "„routesList“ oder „routesEdit“")
        : permissions.Contains(Permission.ReadAll) ? null
        : (Permission.ReadAll, "„readAll“");
}
