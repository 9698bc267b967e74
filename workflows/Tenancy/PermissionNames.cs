using System.Text.Json;

namespace Serverless.Workflows.Tenancy;

/// <summary>What permissions are called.</summary>
public static class PermissionNames
{
    /// <summary>As tenant files write it.</summary>
    public static string Id(Permission permission) => JsonNamingPolicy.CamelCase.ConvertName(permission.ToString());

    /// <summary>What it permits, German, as it follows on "die Berechtigung:".</summary>
    public static string Label(Permission permission) => permission switch
    {
        Permission.ReadAll => "alle Vorgänge sehen",
        Permission.RoutesList => "Leitungswege ansehen",
        Permission.RoutesCreate => "Leitungswege anlegen",
        Permission.RoutesEdit => "Leitungswege bearbeiten",
        Permission.RoutesDelete => "Leitungswege löschen",
        Permission.ConfigureIntake => "Dokumentquellen einrichten",
        Permission.MailForwardToPerson => "Post an Personen weiterleiten",
        Permission.MailForwardToRoleHolder => "Post an Funktionsträger weiterleiten",
        Permission.MailForwardToNext => "Post an die nächste Station weiterleiten",
        Permission.InvoiceForwardToPerson => "Rechnungen an Personen weiterleiten",
        Permission.InvoiceForwardToRoleHolder => "Rechnungen an Funktionsträger weiterleiten",
        Permission.InvoiceForwardToNext => "Rechnungen an die nächste Station weiterleiten",
        Permission.Reassign => "anderen Bearbeiter zuweisen",
        Permission.DatevExport => "an DATEV exportieren",
        Permission.DatevTransfer => "an DATEV übertragen",
        Permission.Operate => "Störungen bearbeiten",
        Permission.ManageAbsences => "Abwesenheiten anderer eintragen",
        Permission.RejectToSupplier => "Rechnungen an Lieferanten zurückweisen und Zurückweisungen aufheben",
        _ => Id(permission),
    };

    /// <summary>What to tell a person who lacks it.</summary>
    public static string Missing(Permission permission) =>
        $"Ihnen fehlt die Berechtigung „{Id(permission)}“ ({Label(permission)}). "
        + "Ihr Administrator kann sie in der Mandantendatei (roles) erteilen.";
}
