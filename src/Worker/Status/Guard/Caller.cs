using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Http;
using SentinelEvents.Worker.Events;

namespace SentinelEvents.Worker.Status.Guard;

/// <summary>Who was let in, as a feature of the request.</summary>
/// <param name="SeesDetails">Whether it may know more than the short form of what is open to all.</param>
/// <param name="From">Its address, for the record.</param>
internal sealed record Caller(bool SeesDetails, string From)
{
    /// <summary>Of a request that passed the gate.</summary>
    public static Caller Of(HttpContext context) => context.Features.Get<Caller>() ?? new Caller(false, Address(context.Connection.RemoteIpAddress));

    /// <summary>What an address counts as where it is counted: whoever has one of IPv6 has the 64 bits below its network, too.</summary>
    public static string Network(IPAddress? remote)
    {
        var address = Address(remote);
        return remote is { AddressFamily: AddressFamily.InterNetworkV6, IsIPv4MappedToIPv6: false } && !Loopback.Is(address)
            ? Convert.ToHexString(remote.GetAddressBytes().AsSpan(0, 8))
            : address;
    }

    public static string Address(IPAddress? remote) => remote is null ? "unknown" : (remote.IsIPv4MappedToIPv6 ? remote.MapToIPv4() : remote).ToString();
}
