namespace Serverless.Web.Items;

/// <summary>Makes dossiers: everything about one item in one ZIP.</summary>
public interface IDossiers
{
    /// <summary>The dossier of an item, or null where there is no such item. Whoever gets the stream disposes it.</summary>
    Task<Stream?> OpenAsync(string tenant, string item, CancellationToken cancellation);
}
