namespace SentinelEvents.Worker.Status;

/// <summary>The service's own HTTP endpoints (<c>Http</c>).</summary>
public sealed record HttpOptions
{
    public string Url { get; init; } = "http://127.0.0.1:8080";
}
