using System.Globalization;
using System.Text;
using SentinelEvents.Contracts;
using SentinelEvents.Worker.Events;
using SentinelEvents.Worker.Events.Inspection;

namespace SentinelEvents.Worker.Sentinels;

/// <summary>
/// A data node's answer to <c>CLIENT LIST</c>: a line for each connection, of <c>name=value</c> pairs between spaces. Left out are the connections that
/// belong to the deployment itself: replicas and masters, sentinels, and this service. Whatever a line holds, it breaks nothing.
/// </summary>
internal static class ClientList
{
    private const int LongestText = 100;
    private const long LongestSeconds = 10L * 365 * 24 * 60 * 60;
    private const int SentinelIdInName = 8;

    public static IReadOnlyList<ConnectedClient> Parse(string reply)
    {
        ArgumentNullException.ThrowIfNull(reply);
        var clients = new List<ConnectedClient>();
        foreach (var line in reply.AsSpan().EnumerateLines())
        {
            if (Read(line) is { } client)
            {
                clients.Add(client);
            }
        }

        return clients;
    }

    private static ConnectedClient? Read(ReadOnlySpan<char> line)
    {
        var fields = Fields(line);
        if (!fields.TryGetValue("addr", out var address))
        {
            return null;
        }

        var flags = fields.GetValueOrDefault("flags", "");
        var name = fields.GetValueOrDefault("name", "");
        var command = fields.GetValueOrDefault("cmd", "").ToLowerInvariant();
        if (flags.Contains('S', StringComparison.Ordinal) || flags.Contains('M', StringComparison.Ordinal) || IsSentinel(name) || IsOurs(name, command))
        {
            return null;
        }

        var library = $"{fields.GetValueOrDefault("lib-name", "")} {fields.GetValueOrDefault("lib-ver", "")}".Trim();
        return new ConnectedClient(
            Address(address),
            Shown(name),
            Shown(library),
            Seconds(fields, "age"),
            Seconds(fields, "idle"),
            command == "null" ? "" : Shown(command),
            Number(fields, "sub") > 0 || Number(fields, "psub") > 0 || Number(fields, "ssub") > 0);
    }

    /// <summary>The first of each name counts: what a client chooses of itself comes later than what the server says of it.</summary>
    private static Dictionary<string, string> Fields(ReadOnlySpan<char> line)
    {
        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var range in line.Split(' '))
        {
            var pair = line[range];
            var equals = pair.IndexOf('=');
            if (equals > 0)
            {
                fields.TryAdd(pair[..equals].ToString(), pair[(equals + 1)..].ToString());
            }
        }

        return fields;
    }

    /// <summary><c>sentinel-</c>, eight characters of its id, <c>-cmd</c> or <c>-pubsub</c> (<c>redis:src/sentinel.c</c>, <c>sentinelSetClientName</c>).</summary>
    private static bool IsSentinel(string name)
    {
        const string Prefix = "sentinel-";
        return name.StartsWith(Prefix, StringComparison.Ordinal)
            && name.Length > Prefix.Length + SentinelIdInName
            && name.Skip(Prefix.Length).Take(SentinelIdInName).All(char.IsAsciiHexDigitLower)
            && name[(Prefix.Length + SentinelIdInName)..] is "-cmd" or "-pubsub";
    }

    /// <summary>Where it may not name itself this service is the one that asks for this list.</summary>
    private static bool IsOurs(string name, string command) => name == RedisAccess.ClientName || (name.Length == 0 && command is "client|list" or "client");

    private static HostAddress Address(string text)
    {
        var colon = text.LastIndexOf(':');
        return colon >= 0 && ushort.TryParse(text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var port)
            ? new HostAddress(Shown(text[..colon].Trim('[', ']')), port)
            : new HostAddress(Shown(text), 0);
    }

    private static TimeSpan Seconds(Dictionary<string, string> fields, string name) => TimeSpan.FromSeconds(Math.Clamp(Number(fields, name), 0, LongestSeconds));

    private static long Number(Dictionary<string, string> fields, string name) =>
        long.TryParse(fields.GetValueOrDefault(name), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : 0;

    private static string Shown(string text) => VisibleText.From(Encoding.UTF8.GetBytes(text), LongestText);
}
