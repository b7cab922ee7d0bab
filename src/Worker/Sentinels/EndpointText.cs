using System.Globalization;
using SentinelEvents.Contracts;

namespace SentinelEvents.Worker.Sentinels;

/// <summary>Reads endpoints as people write them.</summary>
internal static class EndpointText
{
    private const int SentinelPort = 26379;

    /// <summary><c>host:port</c>, <c>[v6]:port</c>; without a port the one that sentinels have by default.</summary>
    public static HostAddress Read(string text)
    {
        var trimmed = text.Trim();
        var close = trimmed.StartsWith('[') ? trimmed.IndexOf(']', StringComparison.Ordinal) : -1;
        if (close > 0)
        {
            return new HostAddress(trimmed[1..close], PortOf(trimmed[(close + 1)..].TrimStart(':')));
        }

        var colon = trimmed.LastIndexOf(':');
        return colon < 0 || trimmed.IndexOf(':', StringComparison.Ordinal) != colon
            ? new HostAddress(trimmed, SentinelPort)
            : new HostAddress(trimmed[..colon], PortOf(trimmed[(colon + 1)..]));
    }

    private static int PortOf(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port is > 0 and <= 65535 ? port : SentinelPort;
}
