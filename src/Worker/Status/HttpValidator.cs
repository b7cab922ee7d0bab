namespace SentinelEvents.Worker.Status;

/// <summary>What is wrong with <see cref="HttpOptions"/> beyond the form of each value.</summary>
public static class HttpValidator
{
    public static IEnumerable<(string Key, string Cure)> Validate(HttpOptions options)
    {
        if (!IsBinding(options.Url))
        {
            yield return ("Url", "Give http://address:port to listen on, as in http://127.0.0.1:8080.");
        }
    }

    // The server takes * and + for every address, which no URL has as its host.
    private static bool IsBinding(string text) =>
        Uri.TryCreate(text.Replace("://*", "://localhost", StringComparison.Ordinal).Replace("://+", "://localhost", StringComparison.Ordinal), UriKind.Absolute, out var uri)
        && uri.Scheme is "http"
        && uri is { Host.Length: > 0, PathAndQuery: "/", Fragment.Length: 0, UserInfo.Length: 0 };
}
