using Serverless.Workflows.Approval.Links;

namespace Serverless.Web.Access;

/// <summary>The hidden field that shows that a form came from our own page, for this person and this visit.</summary>
internal sealed class FormTokens(WebServices services, WebOptions options)
{
    public const string Field = "form";

    /// <summary>A form of a person; item and visit are empty and 0 for forms that concern none.</summary>
    public string Make(string tenant, string person, string item = "", int visit = 0) => TokenFormat.Sign(
        services.Keys.For(tenant),
        new(TokenPurpose.Form, tenant, item, visit, person, services.Clock.GetUtcNow() + options.FormTime));

    public bool Holds(string? text, string tenant, string person, string item = "", int? visit = null) =>
        TokenFormat.Read(services.Keys.For(tenant), text, tenant, TokenPurpose.Form, services.Clock.GetUtcNow()) is
            { IsValid: true, Token: { } token }
        && token.Person == person && token.Item == item && (visit is null || token.Visit == visit);

    /// <summary>The visit that the person saw when the form was made.</summary>
    public int? VisitOf(string? text, string tenant) => TokenFormat.Read(
        services.Keys.For(tenant), text, tenant, TokenPurpose.Form, services.Clock.GetUtcNow()).Token?.Visit;
}
