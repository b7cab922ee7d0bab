using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace SentinelEvents.Worker.Notifications.Webhook;

/// <summary>Standard Webhooks signatures (standardwebhooks.com): one for each secret, so that a receiver can change over at its leisure.</summary>
internal static class StandardSignature
{
    private const string Prefix = "whsec_";

    /// <summary>The key in a secret's text.</summary>
    /// <exception cref="FormatException">It is not <c>whsec_</c> and base64.</exception>
    public static byte[] Key(string secret) => Convert.FromBase64String(
        secret.StartsWith(Prefix, StringComparison.Ordinal) ? secret[Prefix.Length..] : throw new FormatException($"A signing secret begins with {Prefix}."));

    /// <summary>The value of <c>webhook-signature</c>.</summary>
    public static string Sign(IEnumerable<byte[]> keys, string id, long timestamp, string body)
    {
        var signed = Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{id}.{timestamp}.{body}"));
        return string.Join(' ', keys.Select(key => $"v1,{Convert.ToBase64String(HMACSHA256.HashData(key, signed))}"));
    }
}
