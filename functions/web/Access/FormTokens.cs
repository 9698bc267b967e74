using System.Globalization;
using Serverless.Workflows.Approval.Links;

namespace Serverless.Web.Access;

/// <summary>The hidden field that shows that a form came from our own page, for this person and this visit.</summary>
internal sealed class FormTokens(WebServices services, WebOptions options)
{
    public const string Field = "form";

    private const char RevisionMark = '.';

    /// <summary>A form of a person; item and visit are empty and 0 for forms that concern none.</summary>
    /// <param name="revision">The item's revision that the form shows.</param>
    public string Make(string tenant, string person, string item = "", int visit = 0, int? revision = null) => TokenFormat.Sign(
        services.Keys.For(tenant),
        new(TokenPurpose.Form, tenant, revision is null ? item : $"{item}{RevisionMark}{revision}", visit, person,
            services.Clock.GetUtcNow() + options.FormTime));

    public bool Holds(string? text, string tenant, string person, string item = "", int? visit = null) =>
        TokenFormat.Read(services.Keys.For(tenant), text, tenant, TokenPurpose.Form, services.Clock.GetUtcNow()) is
        { IsValid: true, Token: { } token }
        && token.Person == person && token.Item.Split(RevisionMark)[0] == item && (visit is null || token.Visit == visit);

    /// <summary>The visit that the person saw when the form was made.</summary>
    public int? VisitOf(string? text, string tenant) => TokenFormat.Read(
        services.Keys.For(tenant), text, tenant, TokenPurpose.Form, services.Clock.GetUtcNow()).Token?.Visit;

    /// <summary>The revision that the person saw when the form was made.</summary>
    public int? RevisionOf(string? text, string tenant) =>
        TokenFormat.Read(
            services.Keys.For(tenant), text, tenant, TokenPurpose.Form, services.Clock.GetUtcNow()).Token is { } token
        && token.Item.Split(RevisionMark) is [_, var revision]
        && int.TryParse(revision, NumberStyles.None, CultureInfo.InvariantCulture, out var seen)
            ? seen
            : null;
}
