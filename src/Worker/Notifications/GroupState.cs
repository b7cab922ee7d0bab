using SentinelEvents.Contracts;

namespace SentinelEvents.Worker.Notifications;

/// <summary>How a thing stands after its latest event, in words that can be counted: <c>3 masters down</c>.</summary>
/// <param name="Noun">What it is.</param>
/// <param name="Word">How it stands.</param>
/// <param name="Rank">The lower, the sooner somebody must look at it.</param>
internal sealed record GroupState(string Noun, string Word, int Rank)
{
    private const string Master = "master";
    private const string Sentinel = "sentinel";
    private const string Replica = "replica";

    public static GroupState Of(EventKind kind) => kind switch
    {
        EventKind.FailoverFailed => new(Master, "not failed over", 0),
        EventKind.MasterSwitchUnconfirmed => new(Master, "switched without agreement", 1),
        EventKind.MasterDown => new(Master, "down", 2),
        EventKind.SightLost => new("worker", "blind", 3),
        EventKind.QuorumLost => new(Master, "without quorum", 4),
        EventKind.ViewsDiverged => new(Master, "seen differently", 5),
        EventKind.FailoverStarted => new(Master, "failing over", 6),
        EventKind.MasterSwitched => new(Master, "switched", 7),
        EventKind.ReplicaDown => new(Replica, "down", 8),
        EventKind.SentinelDown => new(Sentinel, "down", 9),
        EventKind.TiltEntered => new(Sentinel, "in TILT", 10),
        EventKind.MasterSuspected => new(Master, "suspected", 11),
        EventKind.MonitoringChanged => new(Master, "monitored differently", 12),
        EventKind.TopologyChanged => new(Master, "with other members", 13),
        EventKind.FailoverCompleted => new(Master, "failed over", 14),
        EventKind.MasterRecovered => new(Master, "recovered", 15),
        EventKind.ReplicaRecovered => new(Replica, "recovered", 16),
        EventKind.SentinelRecovered => new(Sentinel, "recovered", 17),
        EventKind.QuorumRestored => new(Master, "with quorum again", 18),
        EventKind.ViewsConverged => new(Master, "seen alike again", 19),
        EventKind.TiltLeft => new(Sentinel, "out of TILT", 20),
        EventKind.SightRestored => new("worker", "seeing again", 21),
        _ => new("notice", "more", 22),
    };

    public string Count(int count) => $"{Presentation.ReportWords.Count(count, Noun)} {Word}";
}
