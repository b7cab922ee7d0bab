using System.Security.Cryptography;
using System.Text;

namespace SentinelEvents.Worker.Status.Guard;

/// <summary>The API key, of which only a hash is kept. How long a comparison takes tells nothing of how much was right, nor how long the key is.</summary>
internal sealed class AccessKey(string? key)
{
    private volatile byte[]? _hash = key is null ? null : Hash(key);

    public bool IsConfigured => _hash is not null;

    public bool Matches(string given) => _hash is { } hash && CryptographicOperations.FixedTimeEquals(hash, Hash(given));

    /// <summary>From now on this is the key; null: there is none.</summary>
    public void Change(string? changed) => _hash = changed is null ? null : Hash(changed);

    private static byte[] Hash(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));
}
