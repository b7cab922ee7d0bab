using System.Net;
using Microsoft.AspNetCore.Http;
using SentinelEvents.Worker.Events;

namespace SentinelEvents.Worker.Status.Guard;

/// <summary>Whether a request was made on this machine, and if it is not taken for one, why.</summary>
internal enum Nearness
{
    /// <summary>On this machine, and for this service.</summary>
    Near,

    /// <summary>It comes from an address of another machine.</summary>
    OtherAddress,

    /// <summary>It was forwarded: a proxy on this machine speaks for somebody else.</summary>
    Forwarded,

    /// <summary>Its Host is no name of this machine: a page whose name was turned to this address (DNS rebinding) speaks through a browser here.</summary>
    OtherHost,
}

internal static class NearnessRule
{
    /// <param name="remote">The address at the other end of the connection.</param>
    /// <param name="headers">Of the request.</param>
    /// <param name="host">Of the request's Host, without port.</param>
    /// <param name="own">The host that <c>Http:Url</c> names.</param>
    public static Nearness Of(IPAddress? remote, IHeaderDictionary headers, string host, string? own) =>
        remote is null || !Loopback.Is(remote.ToString()) ? Nearness.OtherAddress
        : headers.Keys.Any(IsOfAProxy) ? Nearness.Forwarded
        : IsOwn(host.Trim('[', ']'), own) ? Nearness.Near
        : Nearness.OtherHost;

    public static string Words(Nearness nearness) => nearness switch
    {
        Nearness.OtherAddress => "it comes from another machine",
        Nearness.Forwarded => "it was forwarded by a proxy",
        Nearness.OtherHost => "its Host is neither localhost, a loopback address nor the host of Http:Url",
        _ => "it comes from this machine",
    };

    private static bool IsOfAProxy(string header) =>
        header.StartsWith("X-Forwarded", StringComparison.OrdinalIgnoreCase)
        || header.Equals("Forwarded", StringComparison.OrdinalIgnoreCase)
        || header.Equals("X-Real-IP", StringComparison.OrdinalIgnoreCase)
        || header.Equals("Via", StringComparison.OrdinalIgnoreCase);

    // An unspecified address is one that browsers connect to here, whatever page asks them to: it is nobody's name.
    private static bool IsOwn(string host, string? own) =>
        Loopback.Is(host)
        || (own is not null && host.Equals(own, StringComparison.OrdinalIgnoreCase) && !(IPAddress.TryParse(own, out var ip) && (ip.Equals(IPAddress.Any) || ip.Equals(IPAddress.IPv6Any))));
}
