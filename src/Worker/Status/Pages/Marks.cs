using SentinelEvents.Contracts;
using SentinelEvents.Worker.Delivery;
using SentinelEvents.Worker.Delivery.Holding;
using SentinelEvents.Worker.Journal;
using SentinelEvents.Worker.Presentation;
using SentinelEvents.Worker.Sentinels;
using SentinelEvents.Worker.Status.Views;

namespace SentinelEvents.Worker.Status.Pages;

/// <summary>What each state looks like.</summary>
internal static class Marks
{
    public static Mark Of(MasterStanding standing) => standing switch
    {
        MasterStanding.FailoverFailed => new(Tone.Bad, "✕", "failover failed"),
        MasterStanding.Down => new(Tone.Bad, "✕", "down"),
        MasterStanding.SwitchUnconfirmed => new(Tone.Bad, "?", "switch unconfirmed"),
        MasterStanding.ViewsDiverged => new(Tone.Bad, "≠", "views differ"),
        MasterStanding.QuorumLost => new(Tone.Bad, "!", "no quorum"),
        MasterStanding.FailingOver => new(Tone.Busy, "↻", "failing over"),
        MasterStanding.Suspected => new(Tone.Warn, "?", "suspected"),
        MasterStanding.Unknown => new(Tone.Quiet, "?", "not known"),
        MasterStanding.ReplicaDown => new(Tone.Warn, "▽", "replica down"),
        MasterStanding.Completing => new(Tone.Busy, "↻", "completing"),
        _ => new(Tone.Good, "✓", "good"),
    };

    public static Mark Of(HealthVerdict verdict) => verdict switch
    {
        HealthVerdict.Ready => new(Tone.Good, "✓", ReportWords.Of(verdict)),
        HealthVerdict.AtRisk => new(Tone.Warn, "!", ReportWords.Of(verdict)),
        HealthVerdict.WouldFail => new(Tone.Bad, "✕", ReportWords.Of(verdict)),
        _ => new(Tone.Quiet, "?", ReportWords.Of(verdict)),
    };

    public static Mark Of(Severity severity) => severity switch
    {
        Severity.Critical => new(Tone.Bad, "✕", "critical"),
        Severity.Warning => new(Tone.Warn, "!", "warning"),
        _ => new(Tone.Quiet, "·", "info"),
    };

    /// <summary>An event that ends something is good news; another one of the same severity is merely known.</summary>
    public static Mark Of(SentinelEvent sentinelEvent) => sentinelEvent switch
    {
        { Severity: Severity.Info } when IncidentRoles.Of(sentinelEvent.Kind) == IncidentRole.Resolves => new(Tone.Good, "✓", "resolved"),
        HealthReported report => Of(report.Verdict),
        _ => Of(sentinelEvent.Severity),
    };

    public static Mark Of(CellState state) => state switch
    {
        CellState.Agrees => new(Tone.Good, "✓", "agrees"),
        CellState.Differs => new(Tone.Bad, "≠", "differs"),
        CellState.Down => new(Tone.Warn, "▽", "S_DOWN"),
        CellState.ODown => new(Tone.Bad, "▼", "O_DOWN"),
        CellState.NotMonitored => new(Tone.Quiet, "–", "not monitored"),
        CellState.Unread => new(Tone.Quiet, "…", "not read yet"),
        CellState.Stale => new(Tone.Quiet, "◌", "answer too old"),
        _ => new(Tone.Bad, "∅", "not seen"),
    };

    public static Mark Of(ReplicaStanding standing) => standing switch
    {
        ReplicaStanding.Down => new(Tone.Bad, "✕", "down"),
        ReplicaStanding.Suspected => new(Tone.Warn, "?", "suspected"),
        ReplicaStanding.Unproven => new(Tone.Quiet, "…", "no answer yet"),
        _ => new(Tone.Good, "✓", "up"),
    };

    public static Mark Of(SentinelSummary sentinel) => sentinel switch
    {
        { DownSince: not null } => new(Tone.Bad, "✕", "down"),
        { Connection: SentinelWatchState.Lost } => new(Tone.Bad, "∅", "not seen"),
        { Connection: null } => new(Tone.Quiet, "–", "on record only"),
        { Connection: SentinelWatchState.Connecting } => new(Tone.Warn, "…", "connecting"),
        { TiltSince: not null } => new(Tone.Warn, "!", "TILT"),
        { DownBy.Count: > 0 } => new(Tone.Warn, "?", "suspected"),
        _ => new(Tone.Good, "✓", "watching"),
    };

    public static Mark Of(DeliveryState state) => state switch
    {
        DeliveryState.Rejected => new(Tone.Bad, "✕", "rejected"),
        DeliveryState.Held => new(Tone.Quiet, "❚❚", "held"),
        DeliveryState.Delivered => new(Tone.Good, "✓", "delivered"),
        _ => new(Tone.Busy, "…", "pending"),
    };

    public static Mark Of(DestinationHealth health) => health switch
    {
        DestinationHealth.Working => new(Tone.Good, "✓", "working"),
        DestinationHealth.Failing => new(Tone.Bad, "✕", "failing"),
        DestinationHealth.Disabled => new(Tone.Bad, "✕", "disabled"),
        _ => new(Tone.Quiet, "–", "nothing sent yet"),
    };

    public static string Of(Eligibility eligibility) => eligibility switch
    {
        Eligibility.Votes => "counts",
        Eligibility.InTilt => "in TILT: does not say what is down",
        Eligibility.Settling => "just started: does not say what is down yet",
        Eligibility.AnnouncedWithoutEffect => "announced a switch that it does not show",
        Eligibility.InDoubt => "to be read again first",
        Eligibility.Stale => "last answer too old",
        Eligibility.Unread => "not read yet",
        _ => "not connected",
    };

    public static string Of(DifferingAspect aspect) => aspect switch
    {
        DifferingAspect.Address => "address",
        DifferingAspect.Epoch => "epoch",
        DifferingAspect.Quorum => "quorum",
        DifferingAspect.DownAfter => "down-after-milliseconds",
        DifferingAspect.FailoverTimeout => "failover-timeout",
        _ => "parallel-syncs",
    };
}
