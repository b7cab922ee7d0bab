using System.Net;
using SentinelEvents.Contracts;

namespace SentinelEvents.Worker.Health;

/// <summary>One place can be given by name or by address; from outside nothing tells that two spellings are one place.</summary>
internal static class Spelling
{
    public static bool IsName(HostAddress address) => address.Host.Length > 0 && !IPAddress.TryParse(address.Host, out _);

    public static bool IsIp(HostAddress address) => IPAddress.TryParse(address.Host, out _);

    /// <summary>Whether both are the same place for all that one can see: the same spelling, or the name of one and the address of the other.</summary>
    public static bool MayBeOne(HostAddress one, HostAddress other) =>
        one.SameAs(other) || (one.Port == other.Port && ((IsName(one) && IsIp(other)) || (IsIp(one) && IsName(other))));
}
