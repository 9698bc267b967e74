using Serverless.Workflows.Routing;

namespace Serverless.Workflows.Tenancy.Loading;

/// <summary>What items of a route can have: links and properties, mail groups, voucher numbers.</summary>
internal static class RouteLinkCheck
{
    public static void Run(CheckContext context, Route route, string path)
    {
        Links(context, route, path + ".links");
        if (route.MailGroups is { } groups) MailGroups(context, route, groups, path + ".mailGroups");
        if (route.Voucher is { } voucher) Voucher(context, route, voucher, path);
        if (context.Tenant.Settings.NumberRange(route.NumberRange) is { Module: not null } && route.Voucher is null
            && !context.IsUnread(route, "voucher"))
        {
            context.Problems.Meaning(path + ".numberRange",
                $"Der Nummernkreis „{route.NumberRange}“ ist für Belege, deren Nummer Sachbearbeiter ziehen.",
                "Ergänzen Sie „voucher“ am Leitungsweg oder wählen Sie einen Nummernkreis ohne „module“.");
        }
    }

    /// <summary>Complains where a field that must be filled cannot be filled on the route.</summary>
    public static void Required(CheckContext context, Route route, string field, string path)
    {
        if (field == RequiredNames.Coding && route.Kind == RouteKind.Mail && !context.IsUnread(route, "kind"))
        {
            context.Problems.Meaning(path, $"Auf dem Leitungsweg „{route.Id}“ läuft Post; sie hat keine Vorkontierung.",
                "Verlangen Sie sie hier nicht.");
        }
        else if (RouteLinkNames.All.Contains(field) && !route.Has(field))
        {
            context.Problems.Meaning(path, $"Das Feld „{field}“ ist auf dem Leitungsweg „{route.Id}“ nicht aktiv.",
                "Machen Sie es unter „links“ aktiv oder verlangen Sie es hier nicht.");
        }
    }

    private static void Links(CheckContext context, Route route, string path)
    {
        var named = new HashSet<string>();
        for (var i = 0; i < route.Links.Count; i++)
        {
            var (link, at) = (route.Links[i], $"{path}[{i}]");
            if (!RouteLinkNames.All.Contains(link.Name))
            {
                context.Problems.Meaning(at + ".name", $"Eine Verknüpfung oder Eigenschaft „{link.Name}“ gibt es nicht.",
                    NearestName.Advice(link.Name, RouteLinkNames.All));
                continue;
            }

            if (!named.Add(link.Name))
            {
                context.Problems.Meaning(at + ".name", $"„{link.Name}“ steht schon weiter oben.",
                    "Behalten Sie einen der Einträge.");
            }

            if (!link.Create) continue;
            if (!RouteLinkNames.Creatable.Contains(link.Name))
            {
                context.Problems.Meaning(at + ".create", $"Zu „{link.Name}“ können in der Erfassung keine Datensätze angelegt werden.",
                    $"Möglich ist das bei: {string.Join(", ", RouteLinkNames.Creatable)}.");
            }
            else if (!link.Active)
            {
                context.Problems.Meaning(at + ".create", $"„{link.Name}“ ist nicht aktiv, also wird auch nichts angelegt.",
                    "Setzen Sie „active“ auf true oder lassen Sie „create“ weg.");
            }
        }

        foreach (var name in RouteLinkNames.All.Where(route.Has))
        {
            if (RouteLinkNames.NeededBy(name) is not { } needed || route.Has(needed)) continue;
            var own = route.Links.ToList().FindIndex(link => link.Name == name);
            if (own >= 0 ? context.IsUnreadAt($"{path}[{own}]", "active") : Enumerable.Range(0, route.Links.Count)
                .Any(i => context.IsUnreadAt($"{path}[{i}]", "name"))) continue;
            var off = route.Links.ToList().FindIndex(link => link.Name == needed);
            context.Problems.Meaning($"{path}[{off}].active",
                $"„{needed}“ ist nicht aktiv, „{name}“ braucht es aber.",
                $"Setzen Sie „{needed}“ aktiv oder auch „{name}“ auf nicht aktiv.");
        }
    }

    private static void MailGroups(CheckContext context, Route route, MailGroups groups, string path)
    {
        if (context.IsUnread(route, "kind")) return;
        if (route.Kind == RouteKind.Invoice)
        {
            context.Problems.Meaning(path, "Postkreise gibt es nicht auf Leitungswegen für Rechnungen.",
                "Lassen Sie „mailGroups“ weg; Rechnungskreise wählt „invoiceGroupTable“ aus.");
            return;
        }

        if (!route.Has(RouteLinkNames.InvoiceGroup))
        {
            context.Problems.Meaning(path, "Die Eigenschaft „invoiceGroup“ ist auf diesem Leitungsweg nicht aktiv.",
                "Machen Sie sie unter „links“ aktiv oder lassen Sie „mailGroups“ weg.");
            return;
        }

        for (var i = 0; i < groups.Possible.Count; i++) Group(context, route, groups.Possible[i], $"{path}.possible[{i}]");
        if (groups.Default is not { } standard) return;
        Group(context, route, standard, path + ".default");
        if (groups.Possible.Count > 0 && !context.IsUnreadAt(path, "possible") && !groups.Possible.Contains(standard))
        {
            context.Problems.Meaning(path + ".default", $"„{standard}“ ist nicht unter den möglichen Postkreisen.",
                "Nehmen Sie den Postkreis in „possible“ auf oder wählen Sie eine andere Vorgabe.");
        }
    }

    private static void Group(CheckContext context, Route route, string id, string path)
    {
        context.Refer(path, id, context.InvoiceGroups);
        var named = context.Tenant.Process.InvoiceGroups.FirstOrDefault(group => group.Id == id);
        if (named?.Kind is { } kind && kind != route.Kind && !context.IsUnread(named, "kind"))
        {
            context.Problems.Meaning(path, $"„{id}“ ist von der Art „{kind}“, der Leitungsweg von der Art „{route.Kind}“.",
                "Wählen Sie einen Postkreis derselben Art.");
        }
    }

    private static void Voucher(CheckContext context, Route route, VoucherNumber voucher, string path)
    {
        if (context.IsUnread(route, "kind", "voucher")) return;
        if (route.Kind == RouteKind.Invoice)
        {
            context.Problems.Meaning(path + ".voucher", "Auf Leitungswegen für Rechnungen zieht niemand Belegnummern.",
                "Lassen Sie „voucher“ weg oder geben Sie dem Leitungsweg eine Art der Post.");
            return;
        }

        var fitting = context.Tenant.Settings.NumberRanges.Where(range => range.IsFor(voucher)).ToList();
        if (context.Tenant.Settings.NumberRange(route.NumberRange) is { } range && !range.IsFor(voucher)
            && !context.IsUnread(range, "module", "category"))
        {
            context.Problems.Meaning(path + ".numberRange",
                $"Der Nummernkreis „{range.Id}“ gehört nicht zu Modul „{voucher.Module}“ und Kategorie „{voucher.Category}“.",
                NearestName.Advice(range.Id, [.. fitting.Select(one => one.Id)]));
        }
        else if (fitting.Count == 0 && !context.Problems.IsBroken("$.settings.numberRanges")
            && !context.Tenant.Settings.NumberRanges.Any(one => context.IsUnread(one, "module", "category")))
        {
            context.Problems.Meaning(path + ".voucher",
                $"Zu Modul „{voucher.Module}“ und Kategorie „{voucher.Category}“ gibt es keinen Nummernkreis.",
                "Ergänzen Sie beides bei einem Nummernkreis unter settings.numberRanges.");
        }
    }
}
