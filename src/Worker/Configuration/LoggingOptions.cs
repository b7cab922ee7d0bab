namespace SentinelEvents.Worker.Configuration;

/// <summary>The service's log, which is its standard output (<c>Logging</c>).</summary>
public sealed record LoggingOptions
{
    /// <summary>One line of text for each entry, or one object of JSON.</summary>
    public LogFormat Format { get; init; } = LogFormat.Text;
}
