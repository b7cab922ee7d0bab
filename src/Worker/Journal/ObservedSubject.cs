using SentinelEvents.Worker.Events;

namespace SentinelEvents.Worker.Journal;

/// <summary>The columns by which observations are found: their type, and the master that they are about.</summary>
internal static class ObservedSubject
{
    /// <summary>The same word as in the JSON.</summary>
    public static string TypeOf(Observation observation) => observation switch
    {
        MessageHeard => "message",
        SnapshotTaken => "snapshot",
        MasterRead => "master",
        SentinelSighted => "sighted",
        SentinelUnsighted => "unsighted",
        RoleRead => "role",
        OldMasterRead => "old-master",
        _ => throw new ArgumentException($"{observation.GetType().Name} has no type word.", nameof(observation)),
    };

    /// <summary>Null where it is about the whole sentinel.</summary>
    public static string? MasterOf(Observation observation) => observation switch
    {
        MessageHeard heard => MasterOf(heard.Message),
        MasterRead read => read.Name,
        RoleRead role => role.Master,
        OldMasterRead old => old.Master,
        _ => null,
    };

    private static string? MasterOf(SentinelMessage message) => message switch
    {
        MasterMessage known => known.Master.Name,
        ODownMessage known => known.Master.Name,
        MonitorMessage known => known.Master.Name,
        ReplicaMessage known => known.Master.Name,
        PeerMessage known => known.Master.Name,
        RoleMessage known => known.Master.Name,
        SwitchMessage known => known.Name,
        PeerMovedMessage known => known.Master.Name,
        PeerUpdatedMessage known => known.Master.Name,
        SetMessage known => known.Master.Name,
        DuplicateSentinelMessage known => known.Master.Name,
        _ => null,
    };
}
