using Microsoft.Extensions.Logging;

namespace Serverless.Workflows.Durable.Execution;

/// <summary>Says nothing while the code runs over what has already happened.</summary>
internal sealed class QuietLogger(ILogger inner, Func<bool> isReplaying) : ILogger
{
    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => inner.BeginScope(state);

    public bool IsEnabled(LogLevel logLevel) => !isReplaying() && inner.IsEnabled(logLevel);

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception,
        Func<TState, Exception?, string> formatter)
    {
        if (!isReplaying()) inner.Log(logLevel, eventId, state, exception, formatter);
    }
}
