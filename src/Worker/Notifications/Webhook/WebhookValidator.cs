using System.Globalization;
using System.Net;
using SentinelEvents.Worker.Delivery;
using SentinelEvents.Worker.Events;

namespace SentinelEvents.Worker.Notifications.Webhook;

/// <summary>What is wrong with <see cref="WebhookOptions"/> beyond the form of each value.</summary>
public static class WebhookValidator
{
    public const string WebAddressCure = "Give an absolute http:// or https:// URL.";
    private const string SecretPrefix = "whsec_";
    private const int LeastSecretBytes = 24;
    private const int MostSecretBytes = 64;

    public static IEnumerable<(string Key, string Cure)> Validate(DestinationOptions destination)
    {
        if (destination is not WebhookOptions options)
        {
            return [];
        }

        var format = WebhookFormats.Of(options.Format);
        return
        [
            .. Url(options.Url ?? format.DefaultUrl, options.UrlFile, options.AllowAddresses),
            .. Networks(options.AllowAddresses),
            .. options.Secrets.Index().Where(place => !IsSecret(place.Item)).Select(place => (
                string.Create(CultureInfo.InvariantCulture, $"Secrets:{place.Index}"),
                string.Create(CultureInfo.InvariantCulture, $"Give {SecretPrefix} and the base64 of {LeastSecretBytes} to {MostSecretBytes} random bytes."))),
            .. Given(options).Where(key => !Takes(format, key)).Select(key => (key, Misplaced(key, format))),
            .. format.IsRead ? options.ValidateReading() : [],
            .. options.ToReading().Write<IReadOnlyList<(string, string)>>(() => [.. format.Validate(options)]),
        ];
    }

    /// <summary>What is wrong with the URL of a destination, which may stand in a file.</summary>
    internal static IEnumerable<(string Key, string Cure)> Url(string? url, string? file, IReadOnlyList<string> allowed) =>
        url is not null ? Address(nameof(WebhookOptions.Url), url, allowed)
        : file is not null ? []
        : [(nameof(WebhookOptions.Url), $"{WebAddressCure} Or name a file that holds it in {nameof(WebhookOptions.UrlFile)}.")];

    /// <summary>What is wrong with a URL.</summary>
    internal static IEnumerable<(string Key, string Cure)> Address(string key, string url, IReadOnlyList<string> allowed)
    {
        if (!IsWebAddress(url))
        {
            return [(key, WebAddressCure)];
        }

        // A name is judged when it is connected to; an address that stands there can be judged now.
        return IPAddress.TryParse(new Uri(url).IdnHost, out var address) && new AddressGuard(allowed).Refuses(address)
            ? [(key, AddressGuard.Refusal([address]))]
            : [];
    }

    /// <summary>What is wrong with a list of addresses and networks.</summary>
    internal static IEnumerable<(string Key, string Cure)> Networks(IReadOnlyList<string> networks) => networks.Index()
        .Where(place => AddressGuard.Network(place.Item) is null)
        .Select(place => (string.Create(CultureInfo.InvariantCulture, $"AllowAddresses:{place.Index}"), "Give an IP address, or a network as in 169.254.7.0/24."));

    public static bool IsWebAddress(string text) => Uri.TryCreate(text, UriKind.Absolute, out var uri)
        && uri.Scheme is "http" or "https"
        && uri is { Host.Length: > 0, Fragment.Length: 0 }
        && UrlHost.IsGood(uri);

    /// <summary>The keys that were given of those that not every format takes.</summary>
    private static IEnumerable<string> Given(WebhookOptions options)
    {
        (string Key, bool Given)[] keys =
        [
            (nameof(WebhookOptions.Mode), options.Mode is not null),
            (nameof(WebhookOptions.Secrets), options.Secrets.Count > 0 && options.SecretsFile is null),
            (nameof(WebhookOptions.SecretsFile), options.SecretsFile is not null),
            (nameof(WebhookOptions.RoutingKey), options.RoutingKey is not null && options.RoutingKeyFile is null),
            (nameof(WebhookOptions.RoutingKeyFile), options.RoutingKeyFile is not null),
            (nameof(WebhookOptions.Template), options.Template is not null && options.TemplateFile is null),
            (nameof(WebhookOptions.TemplateFile), options.TemplateFile is not null),
            (nameof(WebhookOptions.ContentType), options.ContentType is not null),
            (nameof(WebhookOptions.TimeZone), options.TimeZone != ReaderOptions.Utc),
            (nameof(WebhookOptions.Locale), options.Locale is not null),
        ];
        return keys.Where(key => key.Given).Select(key => key.Key);
    }

    private static bool Takes(IWebhookFormat format, string key) => format.Keys.Contains(key) || (format.IsRead && key is nameof(ReaderOptions.TimeZone) or nameof(ReaderOptions.Locale));

    private static string Misplaced(string key, IWebhookFormat format) =>
        $"Format {format.Name} has no use for it: remove it, or choose the Format that is meant ({string.Join(", ", WebhookFormats.All.Where(other => Takes(other, key)).Select(other => other.Name))}).";

    private static bool IsSecret(string text)
    {
        var key = new byte[MostSecretBytes + 1];
        return text.StartsWith(SecretPrefix, StringComparison.Ordinal)
            && Convert.TryFromBase64String(text[SecretPrefix.Length..], key, out var length)
            && length is >= LeastSecretBytes and <= MostSecretBytes;
    }
}
