using Serverless.Workflows.Approval;
using Serverless.Workflows.Archive.Items;
using Serverless.Workflows.Tenancy;
using Serverless.Workflows.Tenancy.Demo;
using Serverless.Workflows.Tenancy.Loading;

namespace Serverless.Workflows.Tests.Editing;

/// <summary>A person who has left holds no item for ever.</summary>
public sealed class StrandedItemTests
{
    private static readonly Settings Demo = TenantLoader.Load(DemoTenant.TenantFile).Tenant!.Settings;
    private static readonly Person Operator = Demo.People.First(person => Demo.May(person, Permission.Operate));
    private static readonly Person Holder = Demo.People.First(person => !Demo.May(person, Permission.Operate));
    private static readonly Item At = TestItems.New(1) with { Assignee = new AssigneeRef(Holder.Id, "Bearbeiter") };

    [Fact]
    public void An_operator_decides_for_somebody_who_has_left_but_for_nobody_who_is_there()
    {
        Assert.Null(Rights.Of(Demo, [], At, Operator.Id));
        var left = Demo with
        {
            People = [.. Demo.People.Select(person => person.Id == Holder.Id ? person with { Active = false } : person)],
        };
        Assert.Equal(new Standing(Holder.Id), Rights.Of(left, [], At, Operator.Id));
        Assert.Null(Rights.Of(left, [], At, Holder.Id));
        Assert.All(
            left.People.Where(person => !left.May(person, Permission.Operate)),
            person => Assert.Null(Rights.Of(left, [], At, person.Id)));

        var gone = Demo with { People = [.. Demo.People.Where(person => person.Id != Holder.Id)] };
        Assert.Equal(new Standing(Holder.Id), Rights.Of(gone, [], At, Operator.Id));
    }
}
