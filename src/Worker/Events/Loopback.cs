using System.Net;
using SentinelEvents.Contracts;

namespace SentinelEvents.Worker.Events;

/// <summary>Addresses that mean another machine on every machine.</summary>
internal static class Loopback
{
    public static bool Is(HostAddress address) => Is(address.Host);

    public static bool Is(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host, out var ip) && IPAddress.IsLoopback(ip.IsIPv4MappedToIPv6 ? ip.MapToIPv4() : ip));
}
