using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Serverless.Web.Problems;
using Serverless.Workflows.Approval.Links;

namespace Serverless.Web.Access;

/// <summary>Bearer tokens that belong to a person: signed like links, so that no home has to keep them. Whether the person
/// may still act is looked up each time.</summary>
internal sealed class PersonTokens(WebServices services)
{
    /// <summary>How to get one; for whoever calls with none that is good.</summary>
    public const string New = "Einen Zugangsschlüssel für eine Person stellt Ihre Verwaltung aus: ./run token MANDANT PERSON.";

    /// <summary>Whose token it is, or why it is not good.</summary>
    /// <param name="path">The tenant that is called.</param>
    public (Caller? Caller, ProblemHttpResult? Refused) Find(string text, string? path)
    {
        if (TokenFormat.TenantOf(text) is not { } id || services.Tenants.Find(id) is not { } tenant)
        {
            return Refuse("Der Zugangsschlüssel (Bearer) ist unbekannt oder nicht vollständig. "
                + "Verwenden Sie den API-Schlüssel Ihres Mandanten oder den einer Person.");
        }

        var reading = TokenFormat.Read(services.Keys.For(id), text, id, TokenPurpose.Api, services.Clock.GetUtcNow());
        switch (reading.Status)
        {
            case TokenStatus.Valid:
                break;
            case TokenStatus.Expired:
                return Refuse($"Der Zugangsschlüssel (Bearer) galt bis {reading.Token!.ExpiresUtc.ToString("dd.MM.yyyy HH:mm", CultureInfo.InvariantCulture)} UTC.");
            case TokenStatus.WrongPurpose:
                return Refuse("Ein Link aus einer E-Mail oder eine Anmeldung ist kein Zugangsschlüssel (Bearer).");
            default:
                return Refuse("Der Zugangsschlüssel (Bearer) ist nicht vollständig, oder die Schlüssel des Mandanten wurden seither erneuert.");
        }

        if (tenant.Person(reading.Token!.Person) is not { Active: true } person)
            return Refuse($"„{reading.Token.Person}“, für wen der Zugangsschlüssel (Bearer) ausgestellt wurde, ist nicht mehr aktiv.");
        return id == path
            ? (new Caller(id, person.Id, person.Permissions), null)
            : Refuse($"Der Zugangsschlüssel (Bearer) gilt für den Mandanten „{id}“ und für keinen anderen.");
    }

    private static (Caller?, ProblemHttpResult) Refuse(string why) => (null, Problem.Unauthenticated($"{why} {New}"));
}
