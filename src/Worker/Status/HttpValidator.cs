using SentinelEvents.Worker.Events;

namespace SentinelEvents.Worker.Status;

/// <summary>What is wrong with <see cref="HttpOptions"/> beyond the form of each value.</summary>
public static class HttpValidator
{
    /// <summary>Nobody guesses so many random characters.</summary>
    public const int ShortestKey = 16;

    /// <summary>Fits into a header with room to spare.</summary>
    public const int LongestKey = 512;

    public static IEnumerable<(string Key, string Cure)> Validate(HttpOptions options)
    {
        if (Host(options.Url) is null)
        {
            yield return ("Url", "Give http://address:port to listen on, as in http://127.0.0.1:8080.");
        }

        if (options.ApiKey is { } key && (key.Length is < ShortestKey or > LongestKey || key.Any(c => c is < '!' or > '~')))
        {
            yield return ("ApiKey", $"Give {ShortestKey} to {LongestKey} letters, digits and signs of ASCII without spaces, for example what openssl rand -hex 32 prints.");
        }
    }

    /// <summary>Whether other machines can reach what listens there.</summary>
    public static bool ReachesBeyondThisMachine(HttpOptions options) => Host(options.Url) is { } host && !Loopback.Is(host);

    /// <summary>The host that a binding names, without brackets; <c>*</c> for every address; null where it is no binding.</summary>
    public static string? Host(string binding)
    {
        // The server takes * and + for every address, which no URL has as its host.
        var everywhere = binding.Contains("://*", StringComparison.Ordinal) || binding.Contains("://+", StringComparison.Ordinal);
        var text = binding.Replace("://*", "://localhost", StringComparison.Ordinal).Replace("://+", "://localhost", StringComparison.Ordinal);
        return Uri.TryCreate(text, UriKind.Absolute, out var uri)
            && uri.Scheme is "http"
            && uri is { Host.Length: > 0, PathAndQuery: "/", Fragment.Length: 0, UserInfo.Length: 0 }
            && UrlHost.IsGood(uri)
            ? (everywhere ? "*" : uri.Host.Trim('[', ']'))
            : null;
    }
}
