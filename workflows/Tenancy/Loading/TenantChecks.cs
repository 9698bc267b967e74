using System.Text.RegularExpressions;

namespace Serverless.Workflows.Tenancy.Loading;

/// <summary>Checks what a well-formed file means.</summary>
internal static partial class TenantChecks
{
    public static void Run(Tenant tenant, ProblemList problems)
    {
        var context = new CheckContext(tenant, problems);
        if (!TenantId().IsMatch(tenant.Id))
        {
            problems.Meaning("$.id", $"„{tenant.Id}“ ist keine gültige Kennung eines Mandanten.",
                "Erlaubt sind Kleinbuchstaben a–z, Ziffern und Bindestrich, höchstens 40 Zeichen.");
        }

        SettingsCheck.Run(context);
        PeopleCheck.Run(context);
        ClientCheck.Run(context);
        SourceCheck.Run(context);
        RouteSourceCheck.Run(context);
        ProcessCheck.Run(context);
        RuleCheck.Run(context);
    }

    [GeneratedRegex("^[a-z0-9]([a-z0-9-]{0,38}[a-z0-9])?$")]
    private static partial Regex TenantId();
}
