using SentinelEvents.Contracts;

namespace SentinelEvents.Worker.Health.Rules;

internal sealed class ScriptsPending : ILintRule
{
    /// <summary>So many run at once (<c>redis:src/sentinel.c</c>, SENTINEL_SCRIPT_MAX_RUNNING); more wait.</summary>
    private const int AtOnce = 16;

    public RuleText Text { get; } = new(
        "SE024",
        nameof(ScriptsPending),
        Severity.Info,
        "Scripts of a sentinel wait to be run",
        "16 run at once, 256 wait, the oldest beyond that are dropped without a word. A script that hangs is killed after a minute, one that fails is tried ten times: in a storm of events those of the failover come late or never.",
        "INFO sentinel: sentinel_scripts_queue_length, sentinel_running_scripts; SENTINEL PENDING-SCRIPTS",
        "Look at what waits, and mend or remove the script.");

    public IEnumerable<Discovery> Look(Fleet fleet) =>
        fleet.Read.Select(sentinel => (sentinel.Address, Waiting: sentinel.Info.Number("sentinel_scripts_queue_length") ?? 0, Running: sentinel.Info.Number("sentinel_running_scripts") ?? 0))
            .Where(one => one.Waiting > 0)
            .Select(one => new Discovery(
                null,
                one.Address.ToString(),
                $"{Wording.Count(one.Waiting, "script")} in the queue of {one.Address}, {Wording.Number(one.Running)} of them running",
                $"{Cures.On(one.Address, "SENTINEL PENDING-SCRIPTS")} shows path, process and retries; mend that script")
            {
                Severity = one.Waiting > AtOnce ? Severity.Warning : null,
            });
}
