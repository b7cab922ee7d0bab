using System.Globalization;
using System.Net;
using System.Net.Sockets;
using SentinelEvents.Contracts;

namespace SentinelEvents.Worker.Sentinels;

/// <summary>Reads the address of a sentinel as it is written in the configuration.</summary>
public static class SentinelAddress
{
    /// <summary>Reads <c>host:port</c>, where an IPv6 address stands in brackets; says nothing about whether anything is there.</summary>
    public static bool TryParse(string text, out HostAddress address)
    {
        address = default;
        var colon = text.LastIndexOf(':');
        if (colon <= 0
            || !int.TryParse(text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var port)
            || port is < 1 or > 65535)
        {
            return false;
        }

        var host = text[..colon];
        if (host is ['[', .. var inside, ']'])
        {
            address = new HostAddress(inside, port);
            return IPAddress.TryParse(inside, out var ip) && ip.AddressFamily == AddressFamily.InterNetworkV6;
        }

        address = new HostAddress(host, port);
        return Uri.CheckHostName(host) is UriHostNameType.Dns or UriHostNameType.IPv4;
    }
}
