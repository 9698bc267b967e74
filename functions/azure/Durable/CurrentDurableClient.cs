using Microsoft.DurableTask.Client;

namespace Serverless.Functions.Durable;

/// <summary>
/// The platform's client. It comes only as a binding of a function call, while those who need it live longer; so each
/// function that has the binding leaves it here. All of them speak to the app's one task hub.
/// </summary>
public sealed class CurrentDurableClient
{
    private DurableTaskClient? _client;

    /// <summary>The client of the latest call.</summary>
    /// <exception cref="InvalidOperationException">No function with the binding has run yet.</exception>
    public DurableTaskClient Client => Volatile.Read(ref _client)
        ?? throw new InvalidOperationException("No function call has brought the durable client yet.");

    /// <summary>Leaves it here.</summary>
    public void Use(DurableTaskClient client) => Volatile.Write(ref _client, client);
}
