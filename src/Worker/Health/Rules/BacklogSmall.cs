using SentinelEvents.Contracts;

namespace SentinelEvents.Worker.Health.Rules;

internal sealed class BacklogSmall : ILintRule
{
    private const long Small = 16L << 20;
    private const long SomeData = 100L << 20;
    private const long MuchData = 1L << 30;
    private const long Sound = 64L << 20;

    public RuleText Text { get; } = new(
        "SE060",
        nameof(BacklogSmall),
        Severity.Warning,
        "The replication backlog is small for the data",
        "A replica whose link broke for a moment, and every replica after a failover, goes on from the backlog if what it lacks is still there. Otherwise everything is copied anew: a fork of the master, the whole data over the network, and a replica unfit meanwhile.",
        "CONFIG GET repl-backlog-size, against used_memory",
        "Some 64 MB, or what is written in a minute or two.");

    public IEnumerable<Discovery> Look(Fleet fleet)
    {
        foreach (var node in fleet.Inspection.Nodes.Where(node => node.IsRead))
        {
            var backlog = node.Settings.Number("repl-backlog-size") ?? node.Info.Number("repl_backlog_size");
            if (backlog is > 0 and < Small && node.Info.Number("used_memory") is { } data and > SomeData)
            {
                yield return new Discovery(
                    null,
                    node.Address.ToString(),
                    $"{node.Address} has {Wording.Bytes(data)} of data and a backlog of {Wording.Bytes(backlog.Value)}",
                    Cures.On(node.Address, Cures.ConfigSet("repl-backlog-size", Wording.Number(Sound))))
                {
                    Severity = data > MuchData ? null : Severity.Info,
                };
            }
        }
    }
}
