using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace SentinelEvents.Lab;

/// <summary>The receiving side of Standard Webhooks, written from the specification and not from the product.</summary>
public static class WebhookSignature
{
    private const string SecretPrefix = "whsec_";

    /// <summary>The tolerance that the specification's libraries use.</summary>
    private static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(5);

    public static SignatureVerdict Verify(RecordedRequest request, string secret)
    {
        if (request.Header("webhook-id") is not { Length: > 0 } id
            || request.Header("webhook-timestamp") is not { Length: > 0 } timestamp
            || request.Header("webhook-signature") is not { Length: > 0 } signatures)
        {
            return SignatureVerdict.Missing;
        }

        if (!long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) || Key(secret) is not { } key)
        {
            return SignatureVerdict.Malformed;
        }

        if (Math.Abs(request.At.ToUnixTimeSeconds() - seconds) > Tolerance.TotalSeconds)
        {
            return SignatureVerdict.Stale;
        }

        var expected = Sign(key, id, timestamp, request.Body.Span);
        var readable = false;
        foreach (var signature in signatures.Split(' '))
        {
            // Versions other than v1 belong to other schemes and are passed over.
            if (signature.StartsWith("v1,", StringComparison.Ordinal) && Decode(signature[3..]) is { } given)
            {
                readable = true;
                if (CryptographicOperations.FixedTimeEquals(given, expected))
                {
                    return SignatureVerdict.Valid;
                }
            }
        }

        return readable ? SignatureVerdict.Wrong : SignatureVerdict.Malformed;
    }

    /// <summary>The header's value for a body, for tests of the verification itself.</summary>
    public static string HeaderFor(string secret, string id, string timestamp, ReadOnlySpan<byte> body) =>
        "v1," + Convert.ToBase64String(Sign(Key(secret) ?? throw new LabException("The secret is not whsec_ and base64."), id, timestamp, body));

    private static byte[] Sign(byte[] key, string id, string timestamp, ReadOnlySpan<byte> body)
    {
        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key);
        hash.AppendData(Encoding.UTF8.GetBytes($"{id}.{timestamp}."));
        hash.AppendData(body);
        return hash.GetHashAndReset();
    }

    private static byte[]? Key(string secret) => secret.StartsWith(SecretPrefix, StringComparison.Ordinal) ? Decode(secret[SecretPrefix.Length..]) : null;

    private static byte[]? Decode(string base64)
    {
        var bytes = new byte[base64.Length];
        return Convert.TryFromBase64String(base64, bytes, out var written) ? bytes[..written] : null;
    }
}
