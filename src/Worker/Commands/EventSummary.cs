using SentinelEvents.Contracts;
using SentinelEvents.Worker.Presentation;

namespace SentinelEvents.Worker.Commands;

/// <summary>What an event says, in the few words that a line of a table has room for.</summary>
internal static class EventSummary
{
    public static string Of(SentinelEvent sentinelEvent) => sentinelEvent switch
    {
        MasterSwitched e => $"{e.OldAddress} → {e.NewAddress}{(e.Planned ? ", planned" : "")}",
        MasterSwitchUnconfirmed e => $"{e.OldAddress} → {e.NewAddress}?",
        FailoverCompleted e => $"{e.OldAddress} → {e.NewAddress}, {e.Ending}{(e.StragglerCount > 0 ? $", {e.StragglerCount} clients still on the old master" : "")}",
        FailoverStarted e => $"{e.Address}, {(e.Planned ? "planned" : $"attempt {e.Attempt}")}",
        FailoverFailed e => $"{e.Address}, {e.Reason}, attempt {e.Attempt}",
        MasterSuspected e => e.Address.ToString(),
        MasterDown e => e.Address.ToString(),
        MasterRecovered e => e.Address.ToString(),
        ReplicaDown e => e.Address.ToString(),
        ReplicaRecovered e => e.Address.ToString(),
        SentinelDown e => e.Address.ToString(),
        SentinelRecovered e => e.Address.ToString(),
        TiltEntered e => e.Address.ToString(),
        TiltLeft e => e.Address.ToString(),
        QuorumLost e => $"{e.Usable} of {e.Needed} needed",
        QuorumRestored e => $"{e.Usable} of {e.Needed} needed",
        ViewsDiverged e => e.Aspect.ToString(),
        ViewsConverged e => $"{e.Aspect}: {e.Value}",
        MonitoringChanged e => $"{e.Change}{(e.Setting is null ? "" : $" {e.Setting}: {e.OldValue ?? "?"} → {e.NewValue ?? "?"}")}",
        TopologyChanged e => $"{e.Member} {e.Change}: {e.NewAddress ?? e.OldAddress}",
        SightLost e => $"{e.Seen} of {e.Needed} needed",
        SightRestored e => $"{e.Seen} of {e.Needed} needed",
        HealthReported e => $"{e.Report}: {ReportDigest.Of(e).Headline}",
        _ => "",
    };
}
