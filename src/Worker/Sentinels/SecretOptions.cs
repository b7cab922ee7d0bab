using System.Text;

namespace SentinelEvents.Worker.Sentinels;

/// <summary>Which options of <c>SENTINEL SET</c> hold secrets. Sentinels before 6.2.8 publish them in clear.</summary>
internal static class SecretOptions
{
    /// <summary>What stands where a secret was; Redis uses the same.</summary>
    public const string Mask = "******";

    /// <summary>Whether the text names a password, a secret or a renamed command (whose name is one) anywhere: too much is masked rather than too little.</summary>
    public static bool IsNamedIn(ReadOnlySpan<char> text) =>
        text.Contains("pass", StringComparison.OrdinalIgnoreCase) || text.Contains("secret", StringComparison.OrdinalIgnoreCase)
        || text.Contains("rename-command", StringComparison.OrdinalIgnoreCase);

    /// <summary>The same of bytes.</summary>
    public static bool IsNamedIn(ReadOnlySpan<byte> text) => IsNamedIn(Encoding.Latin1.GetString(text));
}
