using System.Globalization;
using SentinelEvents.Contracts;
using SentinelEvents.Worker.Agreement;

namespace SentinelEvents.Unit.Scenarios;

/// <summary>Decisions as lines that a person can check.</summary>
internal sealed class Rendering(DateTimeOffset zero, Func<string, string> nameOf)
{
    private readonly Dictionary<Guid, string> incidents = [];
    private readonly Dictionary<Guid, EventKind> kinds = [];

    public IEnumerable<string> Lines(IEnumerable<Decision> decisions)
    {
        foreach (var decision in decisions)
        {
            switch (decision)
            {
                case Decision.Announce announce:
                    kinds[announce.Agreed.Event.EventId] = announce.Agreed.Event.Kind;
                    yield return Event(announce.Agreed.Event);
                    break;
                case Decision.Attach attach:
                    yield return $"=> late for {kinds.GetValueOrDefault(attach.Witness.EventId)}: {Witness(attach.Witness.Evidence)}";
                    break;
                case Decision.AskRole or Decision.AskOldMaster:
                    break;
            }
        }
    }

    private string Event(SentinelEvent e)
    {
        if (!incidents.TryGetValue(e.IncidentId, out var incident))
        {
            incidents[e.IncidentId] = incident = $"i{incidents.Count + 1}";
        }

        var subject = e.Master ?? "-";
        var generation = e.Generation == 0 ? "" : $" generation {e.Generation}";
        return string.Create(CultureInfo.InvariantCulture,
            $"=> {Time(e.AgreedAt)} {e.Kind} {subject} {Details(e)}[{incident} e{e.Epoch}{generation} {e.Severity}{(e.Reconciled ? " reconciled" : "")}] {e.Agreement.Basis} {e.Agreement.Reported}/{e.Agreement.Required} of {e.Agreement.Total}: {string.Join(", ", e.Evidence.Select(Witness))}");
    }

    private string Details(SentinelEvent e) => e switch
    {
        MasterSuspected x => $"{x.Address} ",
        MasterDown x => $"{x.Address} ",
        MasterRecovered x => $"{x.Address} after {x.DownFor.TotalSeconds:0.###}s ",
        FailoverStarted x => $"{x.Address} {(x.Planned ? "planned" : "unplanned")} led by {nameOf(x.Leader)} attempt {x.Attempt} {(x.Votes.Count == 0 ? "" : $"votes {string.Join(',', x.Votes.Select(vote => nameOf(vote.Sentinel)))} ")}",
        FailoverFailed x => $"{x.Address} {x.Reason} attempt {x.Attempt} next {(x.EarliestNextAttempt is { } next ? Time(next) : "?")} ",
        MasterSwitched x => $"{x.OldAddress} -> {x.NewAddress} {(x.Planned ? "planned " : "")}",
        MasterSwitchUnconfirmed x => $"{x.OldAddress} -> {x.NewAddress} ",
        FailoverCompleted x => $"{x.OldAddress} -> {x.NewAddress} {x.Ending} role {x.NewMasterRole} ({string.Join(", ", x.Phases.Select(phase => string.Create(CultureInfo.InvariantCulture, $"{phase.Name} {phase.Took.TotalSeconds:0.###}s")))}) {OldMaster(x)}",
        ReplicaDown x => $"{x.Address} ",
        ReplicaRecovered x => $"{x.Address} after {x.DownFor.TotalSeconds:0.###}s ",
        SentinelDown x => $"{nameOf(x.Sentinel)} for {string.Join(",", x.Masters)} ",
        SentinelRecovered x => $"{nameOf(x.Sentinel)} after {x.DownFor.TotalSeconds:0.###}s ",
        QuorumLost x => $"{x.Usable} usable of {x.Needed} ",
        QuorumRestored x => $"{x.Usable} usable of {x.Needed} ",
        ViewsDiverged x => $"{x.Aspect} {string.Join(" | ", x.Views.Select(view => $"{nameOf(view.Sentinel)}: {view.Value}"))} ",
        ViewsConverged x => $"{x.Aspect} {x.Value} ",
        TiltEntered x => $"{nameOf(x.Sentinel)} ",
        TiltLeft x => $"{nameOf(x.Sentinel)} ",
        MonitoringChanged x => $"{x.Change} by {nameOf(x.Sentinel)}{(x.Setting is null ? "" : $" {x.Setting}")}{(x.OldValue is null && x.NewValue is null ? "" : $" {x.OldValue ?? "?"} -> {x.NewValue ?? "?"}")} ",
        TopologyChanged x => $"{x.Member} {x.Change} {nameOf(x.Id)} {x.OldAddress?.ToString() ?? "-"} -> {x.NewAddress?.ToString() ?? "-"} ",
        SightLost x => $"{x.Seen} seen of {x.Needed} from {Time(x.From)} ",
        SightRestored x => $"{x.Seen} seen of {x.Needed} from {Time(x.From)} to {Time(x.To)} ",
        _ => "",
    };

    private static string OldMaster(FailoverCompleted x) => x.OldMasterWritable == OldMasterWritable.NotChecked
        ? ""
        : string.Create(CultureInfo.InvariantCulture,
            $"old master {x.OldMasterWritable}{(x.OldMasterWritableFor is { } length ? $" {length.TotalSeconds:0.###}s" : "")}, {x.StragglerCount?.ToString(CultureInfo.InvariantCulture) ?? "?"} clients{string.Concat(x.Stragglers.Select(one => $" {one.Name}@{one.Address}/{one.Command}{(one.Writes ? "!" : "")}"))} ");

    private string Witness(Evidence evidence) => $"{nameOf(evidence.Sentinel)} {Time(evidence.At)} {evidence.Via}";

    private string Time(DateTimeOffset at) => (at - zero).TotalSeconds.ToString("0.000", CultureInfo.InvariantCulture);
}
