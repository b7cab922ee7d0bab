using SentinelEvents.Contracts;
using SentinelEvents.Worker.Events;

namespace SentinelEvents.Worker.Health.Rules;

internal sealed class ConfigurationNotRewritable : ILintRule
{
    public RuleText Text { get; } = new(
        "SE063",
        nameof(ConfigurationNotRewritable),
        Severity.Warning,
        "A data node runs without a configuration file",
        "Sentinels have a node write down whom it follows (CONFIG REWRITE). Without a file it forgets: restarted, a demoted master is a master again and takes writes until a sentinel turns it round, some ten seconds later.",
        "INFO server: config_file empty",
        "Start it with a configuration file that it may write.");

    public IEnumerable<Discovery> Look(Fleet fleet) => fleet.Inspection.Nodes.Where(node => node.IsRead && node.Info.Has("config_file") && node.Info.Text("config_file").Length == 0).Select(node => new Discovery(
        null,
        node.Address.ToString(),
        $"{node.Address} was started without a configuration file",
        $"start {node.Address} as redis-server /path/redis.conf, with its settings in that file and the file writable for it")
    {
        Severity = Loopback.Is(node.Address) ? Severity.Info : null,
    });
}
