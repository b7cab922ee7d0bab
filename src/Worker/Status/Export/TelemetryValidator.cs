using SentinelEvents.Worker.Events;

namespace SentinelEvents.Worker.Status.Export;

/// <summary>What is wrong with <see cref="TelemetryOptions"/> beyond the form of each value.</summary>
public static class TelemetryValidator
{
    public static IEnumerable<(string Key, string Cure)> Validate(TelemetryOptions options)
    {
        var otlp = options.Otlp;
        if (otlp.Endpoint is { } endpoint && !(Uri.TryCreate(endpoint, UriKind.Absolute, out var url) && url.Scheme is "http" or "https" && url is { Host.Length: > 0, UserInfo.Length: 0, Query: "", Fragment: "" } && UrlHost.IsGood(url)))
        {
            yield return ("Otlp:Endpoint", "Give the URL of a receiver of OTLP, without a user in it, as in http://collector:4317; tokens belong into Headers or HeadersFile.");
        }

        if (otlp.Headers is { } headers && !headers.Split(',').All(IsHeader))
        {
            yield return ("Otlp:Headers", "Give name=value, several with commas between them, as in authorization=Bearer%20TOKEN; a comma or a space in a value is percent-encoded.");
        }

        if (otlp is { Endpoint: null, Headers: not null })
        {
            yield return ("Otlp:Headers", "Give an Endpoint, too: without one nothing is sent.");
        }
    }

    private static bool IsHeader(string header) => header.IndexOf('=') is > 0 and var at && !string.IsNullOrWhiteSpace(header[..at]) && header.All(one => !char.IsControl(one));
}
