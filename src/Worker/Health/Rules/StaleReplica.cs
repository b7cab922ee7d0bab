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
        "SENTINEL REPLICAS: s_down, disconnected, and s-down-time of hours, or port 0",
        "Start it again, or make the sentinels forget it: SENTINEL RESET, one at a time, 30 s apart, while the master is up.");

    /// <summary>Whether it is of no more use: gone for long, or never one to connect to.</summary>
    public static bool Is(InstanceSurvey replica) =>
        IsNowhere(replica) || replica.Views.All(view => view.Fields.IsSubjectivelyDown && !Login.IsRefused(view.Fields) && view.Fields.Milliseconds("s-down-time") >= Long);

    public IEnumerable<Discovery> Look(Fleet fleet) => fleet.Masters.SelectMany(master => master.OtherReplicas.Where(Is).Select(replica => new Discovery(
        master.Name,
        replica.Address.ToString(),
        IsNowhere(replica)
            ? $"{replica.Address} is listed at port 0, where nobody can be reached: something that copies the data (redis-cli --replica, --rdb, a migration) was taken for a replica"
            : $"{replica.Address} has been down for {Wording.For(replica.Views.Max(view => view.Fields.Milliseconds("s-down-time")!.Value))} in the eyes of all",
        $"if it is gone for good, {Cures.ResetOneByOne(master)}")));

    private static bool IsNowhere(InstanceSurvey replica) => replica.Address.Port == 0 && replica.Views.All(view => view.Fields.IsSubjectivelyDown);
}
