using SentinelEvents.Contracts;
using SentinelEvents.Worker.Events;

namespace SentinelEvents.Worker.Health.Prospects;

/// <summary>Which members would die together.</summary>
internal static class Hosts
{
    /// <summary>On loopback the parts of a deployment cannot be told apart: a tunnel, a laboratory, a pod.</summary>
    public static bool Tells(HostAddress address) => address.Host.Length > 0 && !Loopback.Is(address);

    /// <summary>The host, and the rack where one is configured for it.</summary>
    public static IEnumerable<string> Of(HostAddress address, IReadOnlyDictionary<string, string> racks)
    {
        var host = address.Canonical().Host;
        if (Tells(address))
        {
            yield return host;
        }

        if (racks.FirstOrDefault(rack => new HostAddress(rack.Key, 0).Canonical().Host == host).Value is { } label)
        {
            yield return $"rack {label}";
        }
    }
}
