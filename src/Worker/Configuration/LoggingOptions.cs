namespace SentinelEvents.Worker.Configuration;

/// <summary>The service's log, which is its standard output (<c>Logging</c>).</summary>
public sealed record LoggingOptions
{
    public LogFormat Format { get; init; } = LogFormat.Text;
}
