using System.Globalization;
using SentinelEvents.Contracts;
using SentinelEvents.Worker.Events;
using SentinelEvents.Worker.Trust;

namespace SentinelEvents.Worker.Sentinels;

/// <summary>What is wrong with <see cref="ClusterOptions"/> beyond the form of each value.</summary>
public static class ClusterValidator
{
    public static IEnumerable<(string Key, string Cure)> Validate(ClusterOptions options) =>
    [
        .. NameRule.Allows(options.Name) ? [] : new[] { ("Name", $"Choose another name: {NameRule.Words}.") },
        .. Sentinels(options.Sentinels),
        .. options.Masters.Index().Where(place => !NameRule.AllowsGlob(place.Item)).Select(place => (At("Masters", place.Index), $"Give {NameRule.GlobWords}.")),
        .. options.Racks.Where(rack => string.IsNullOrWhiteSpace(rack.Value)).Select(rack => ($"Racks:{rack.Key}", "Give a label, as in \"rack-1\", or remove it.")),
        .. Below("Tls", CertificateValidator.Validate(options.Tls)),
        .. Below("DataNodes:Tls", CertificateValidator.Validate(options.DataNodes.Tls)),
    ];

    private static IEnumerable<(string Key, string Cure)> Sentinels(IReadOnlyList<string> sentinels)
    {
        if (sentinels.Count == 0)
        {
            yield return ("Sentinels", "Give at least one sentinel, as in [\"127.0.0.1:26379\"].");
        }

        var known = new List<(HostAddress Address, int Index)>();
        foreach (var (index, text) in sentinels.Index())
        {
            if (!SentinelAddress.TryParse(text, out var address))
            {
                yield return (At("Sentinels", index), "Give host:port with a port from 1 to 65535, as in 127.0.0.1:26379 or [::1]:26379.");
            }
            else if (known.FindIndex(other => other.Address.SameAs(address)) is >= 0 and var first)
            {
                yield return (At("Sentinels", index), $"{At("Sentinels", known[first].Index)} is the same address; keep one of them.");
            }
            else
            {
                known.Add((address, index));
            }
        }
    }

    private static IEnumerable<(string Key, string Cure)> Below(string key, IEnumerable<(string Key, string Cure)> mistakes) =>
        mistakes.Select(mistake => ($"{key}:{mistake.Key}", mistake.Cure));

    private static string At(string list, int index) => string.Create(CultureInfo.InvariantCulture, $"{list}:{index}");
}
