using SentinelEvents.Contracts;
using SentinelEvents.Worker.Events.Inspection;

namespace SentinelEvents.Worker.Sentinels;

/// <summary>Which of a demoted master's clients are told of.</summary>
internal static class Stragglers
{
    /// <summary>A list that somebody can act on; who has hundreds has one cause for all of them.</summary>
    public const int Most = 20;

    /// <summary>Those that write first, then those that were active last.</summary>
    public static IReadOnlyList<Straggler> Of(IEnumerable<ConnectedClient> clients) =>
    [
        .. clients
            .Select(client => new Straggler(
                client.Address, client.Name, client.Library, client.Connected, client.Idle, client.Command, WriteCommands.Contains(client.Command)))
            .OrderByDescending(straggler => straggler.Writes)
            .ThenBy(straggler => straggler.Idle)
            .ThenBy(straggler => straggler.Name, StringComparer.Ordinal)
            .ThenBy(straggler => straggler.Address.ToString(), StringComparer.Ordinal)
            .Take(Most),
    ];
}
