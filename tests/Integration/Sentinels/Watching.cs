using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using SentinelEvents.Worker.Events;
using SentinelEvents.Worker.Sentinels;

namespace SentinelEvents.Integration.Sentinels;

/// <summary>A running watch whose observations are kept in the order in which they came.</summary>
internal sealed class Watching : IAsyncDisposable
{
    private readonly ConcurrentQueue<Observation> _observed = new();
    private readonly ILoggerFactory _logging;
    private Task _reading = Task.CompletedTask;

    private Watching(ClusterOptions cluster, SentinelWatchSettings settings)
    {
        _logging = LoggerFactory.Create(logging => logging.AddProvider(Log));
        Watch = new SentinelWatch([cluster], settings, TimeProvider.System, _logging.CreateLogger<SentinelWatch>());
    }

    public SentinelWatch Watch { get; }

    public LogLines Log { get; } = new();

    public IReadOnlyList<Observation> Observed => [.. _observed];

    public static async Task<Watching> StartAsync(ClusterOptions cluster, CancellationToken cancellation, SentinelWatchSettings? settings = null, bool read = true)
    {
        var watching = new Watching(cluster, settings ?? new SentinelWatchSettings { Seed = 1 });
        await watching.Watch.StartAsync(cancellation);
        if (read)
        {
            watching.Read();
        }

        return watching;
    }

    public static ClusterOptions Cluster(params int[] sentinels) => new()
    {
        Name = "local",
        Sentinels = [.. sentinels.Select(port => $"127.0.0.1:{port}")],
        SilenceLimit = TimeSpan.FromSeconds(3),
        SnapshotInterval = TimeSpan.FromSeconds(2),
    };

    public void Read() => _reading = Task.Run(async () =>
    {
        await foreach (var observation in Watch.Observations.ReadAllAsync())
        {
            _observed.Enqueue(observation);
        }
    });

    /// <summary>Waits until what was observed fits, and says what was seen when it does not.</summary>
    public async Task<IReadOnlyList<Observation>> Until(Func<IReadOnlyList<Observation>, bool> condition, string what, CancellationToken cancellation, int seconds = 20)
    {
        var deadline = TimeProvider.System.GetUtcNow().AddSeconds(seconds);
        while (TimeProvider.System.GetUtcNow() < deadline)
        {
            var seen = Observed;
            if (condition(seen))
            {
                return seen;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System, cancellation);
        }

        throw new TimeoutException(
            $"not seen in time: {what}\nstatus:\n{string.Join('\n', Watch.Sentinels)}\nlog:\n{string.Join('\n', Log.Lines)}\nobserved:\n{string.Join('\n', Observed)}");
    }

    public async ValueTask DisposeAsync()
    {
        await Watch.StopAsync(CancellationToken.None);
        await _reading;
        Watch.Dispose();
        _logging.Dispose();
    }

    internal sealed class LogLines : ILoggerProvider, ILogger
    {
        private readonly ConcurrentQueue<string> _lines = new();

        public IReadOnlyList<string> Lines => [.. _lines];

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            _lines.Enqueue($"{logLevel} {eventId.Id}: {formatter(state, exception)} {exception}");

        public void Dispose()
        {
        }
    }
}
