using System.Globalization;

namespace SentinelEvents.Worker.Sentinels;

/// <summary>
/// Takes a payload apart from both ends. Tokens are separated by exactly one space and may be empty, and a master's name may
/// hold anything: what is left in the middle is the name.
/// </summary>
internal ref struct PayloadTokens(ReadOnlySpan<byte> payload)
{
    private const byte Space = (byte)' ';

    /// <summary>What has not been taken yet.</summary>
    public ReadOnlySpan<byte> Rest { get; private set; } = payload;

    /// <summary>Takes the text up to the first space, and that space.</summary>
    public bool TryTakeFirst(out ReadOnlySpan<byte> token)
    {
        var at = Rest.IndexOf(Space);
        if (at < 0)
        {
            token = default;
            return false;
        }

        token = Rest[..at];
        Rest = Rest[(at + 1)..];
        return true;
    }

    /// <summary>Takes the text after the last space, and that space.</summary>
    public bool TryTakeLast(out ReadOnlySpan<byte> token)
    {
        var at = Rest.LastIndexOf(Space);
        if (at < 0)
        {
            token = default;
            return false;
        }

        token = Rest[(at + 1)..];
        Rest = Rest[..at];
        return true;
    }

    /// <summary>Takes a known beginning.</summary>
    public bool TryTakeStart(ReadOnlySpan<byte> text)
    {
        if (!Rest.StartsWith(text))
        {
            return false;
        }

        Rest = Rest[text.Length..];
        return true;
    }

    /// <summary>Takes a known end.</summary>
    public bool TryTakeEnd(ReadOnlySpan<byte> text)
    {
        if (!Rest.EndsWith(text))
        {
            return false;
        }

        Rest = Rest[..^text.Length];
        return true;
    }

    /// <summary>A port: digits only, 0 to 65535.</summary>
    public static bool TryPort(ReadOnlySpan<byte> token, out int port) => TryCount(token, out port) && port <= 65535;

    /// <summary>A small number: digits only.</summary>
    public static bool TryCount(ReadOnlySpan<byte> token, out int count) =>
        int.TryParse(token, NumberStyles.None, CultureInfo.InvariantCulture, out count);

    /// <summary>An epoch: digits only.</summary>
    public static bool TryEpoch(ReadOnlySpan<byte> token, out long epoch) =>
        long.TryParse(token, NumberStyles.None, CultureInfo.InvariantCulture, out epoch);
}
