using SentinelEvents.Contracts;

namespace SentinelEvents.Worker.Health.Rules;

internal sealed class StaleReplica : ILintRule
{
    private static readonly TimeSpan Long = TimeSpan.FromHours(1);

    public RuleText Text { get; } = new(
        "SE046",
        nameof(StaleReplica),
        Severity.Warning,
        "A replica that is gone is still listed",
        "Sentinels never forget a replica. They go on connecting to it, hand its address to clients that read from replicas, and take over whoever gets that address next.",
        "SENTINEL REPLICAS: s_down, disconnected, and s-down-time of hours",
        "Start it again, or make the sentinels forget it: SENTINEL RESET, one at a time, 30 s apart, while the master is up.");

    public static bool Is(InstanceSurvey replica) =>
        replica.Views.All(view => view.Fields.IsSubjectivelyDown && !Login.IsRefused(view.Fields) && view.Fields.Milliseconds("s-down-time") >= Long);

    public IEnumerable<Discovery> Look(Fleet fleet) => fleet.Masters.SelectMany(master => master.OtherReplicas.Where(Is).Select(replica => new Discovery(
        master.Name,
        replica.Address.ToString(),
        $"{replica.Address} has been down for {Wording.For(replica.Views.Max(view => view.Fields.Milliseconds("s-down-time")!.Value))} in the eyes of all",
        $"if it is gone for good, {Cures.ResetOneByOne(master)}")));
}
