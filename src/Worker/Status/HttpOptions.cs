namespace SentinelEvents.Worker.Status;

/// <summary>The service's own HTTP endpoints (<c>Http</c>).</summary>
public sealed record HttpOptions
{
    /// <summary>Where to listen. On an address that other machines reach, their requests need the API key.</summary>
    public string Url { get; init; } = "http://127.0.0.1:8080";

    /// <summary>What writes, and reads from beyond this machine, have to present; 16 characters or more. Without it there are none of them.</summary>
    public string? ApiKey { get; init; }

    /// <summary>A file that holds the API key.</summary>
    public string? ApiKeyFile { get; init; }

    /// <summary>Without the key.</summary>
    public override string ToString() => $"{nameof(HttpOptions)} {{ Url = {Url} }}";
}
