using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace SentinelEvents.Unit.Status;

/// <summary>Keeps all that a whole host logs, of every category and level.</summary>
internal sealed class CollectingLoggerProvider : ILoggerProvider
{
    public ConcurrentQueue<(string Category, int Id, string Text)> Lines { get; } = new();

    public ILogger CreateLogger(string categoryName) => new Collecting(categoryName, Lines);

    public void Dispose()
    {
    }

    private sealed class Collecting(string category, ConcurrentQueue<(string Category, int Id, string Text)> lines) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            lines.Enqueue((category, eventId.Id, $"{formatter(state, exception)} {exception}"));
    }
}
