using System.Security.Cryptography;
using System.Text;

namespace SentinelEvents.Worker.Events;

/// <summary>Makes ids from content, so that the same event has the same id in every worker, after every restart, in every copy.</summary>
public static class EventKey
{
    /// <summary>A UUID of version 8 (RFC 9562, section 5.8) over the SHA-256 of the key's UTF-8 text.</summary>
    public static Guid ToId(string key)
    {
        Span<byte> hash = stackalloc byte[32];
        Span<byte> text = stackalloc byte[256];
        SHA256.HashData(Encoding.UTF8.TryGetBytes(key, text, out var length) ? text[..length] : Encoding.UTF8.GetBytes(key), hash);
        hash[6] = (byte)((hash[6] & 0x0F) | 0x80);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash[..16], bigEndian: true);
    }
}
