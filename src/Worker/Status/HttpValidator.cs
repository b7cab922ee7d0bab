using System.Text.RegularExpressions;
using SentinelEvents.Worker.Events;

namespace SentinelEvents.Worker.Status;

/// <summary>What is wrong with <see cref="HttpOptions"/> beyond the form of each value.</summary>
public static partial class HttpValidator
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
        var everywhere = Everywhere().IsMatch(binding);
        return Uri.TryCreate(everywhere ? AtHost(binding, "localhost") : binding, UriKind.Absolute, out var uri)
            && uri.Scheme is "http"
            && uri is { Host.Length: > 0, PathAndQuery: "/", Fragment.Length: 0, UserInfo.Length: 0 }
            && UrlHost.IsGood(uri)
            ? (everywhere ? "*" : uri.Host.Trim('[', ']'))
            : null;
    }

    /// <summary>The same binding with a host that can be connected to, where it is for every address.</summary>
    public static string AtHost(string binding, string host) => Everywhere().Replace(binding, $"${{scheme}}{host}");

    /// <summary>The server takes * and + for every address, which no URL has as its host.</summary>
    [GeneratedRegex(@"^(?<scheme>[a-zA-Z]+://)[*+](?=[:/]|\z)", RegexOptions.CultureInvariant)]
    private static partial Regex Everywhere();
}
