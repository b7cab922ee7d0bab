using System.Globalization;
using SentinelEvents.Worker.Delivery;

namespace SentinelEvents.Worker.Notifications.Webhook;

/// <summary>What is wrong with <see cref="WebhookOptions"/> beyond the form of each value.</summary>
public static class WebhookValidator
{
    public const string WebAddressCure = "Give an absolute http:// or https:// URL.";
    private const string SecretPrefix = "whsec_";
    private const int LeastSecretBytes = 24;
    private const int MostSecretBytes = 64;

    public static IEnumerable<(string Key, string Cure)> Validate(DestinationOptions destination) => destination is WebhookOptions options
        ?
        [
            .. IsWebAddress(options.Url) ? [] : new[] { ("Url", WebAddressCure) },
            .. options.Secrets.Index().Where(place => !IsSecret(place.Item)).Select(place => (
                string.Create(CultureInfo.InvariantCulture, $"Secrets:{place.Index}"),
                string.Create(CultureInfo.InvariantCulture, $"Give {SecretPrefix} and the base64 of {LeastSecretBytes} to {MostSecretBytes} random bytes."))),
        ]
        : [];

    public static bool IsWebAddress(string text) => Uri.TryCreate(text, UriKind.Absolute, out var uri)
        && uri.Scheme is "http" or "https"
        && uri is { Host.Length: > 0, Fragment.Length: 0 };

    private static bool IsSecret(string text)
    {
        var key = new byte[MostSecretBytes + 1];
        return text.StartsWith(SecretPrefix, StringComparison.Ordinal)
            && Convert.TryFromBase64String(text[SecretPrefix.Length..], key, out var length)
            && length is >= LeastSecretBytes and <= MostSecretBytes;
    }
}
