using SentinelEvents.Worker.Events;

namespace SentinelEvents.Worker.Sentinels;

/// <summary>Which messages change what, and so what is to be read after them.</summary>
internal static class Reactions
{
    /// <summary>The master that the message names; null when it names none.</summary>
    public static string? MasterOf(SentinelMessage message) => message switch
    {
        MasterMessage m => m.Master.Name,
        ODownMessage m => m.Master.Name,
        MonitorMessage m => m.Master.Name,
        ReplicaMessage m => m.Master.Name,
        PeerMessage m => m.Master.Name,
        RoleMessage m => m.Master.Name,
        SwitchMessage m => m.Name,
        PeerMovedMessage m => m.Master.Name,
        PeerUpdatedMessage m => m.Master.Name,
        SetMessage m => m.Master.Name,
        DuplicateSentinelMessage m => m.Master.Name,
        _ => null,
    };

    /// <summary>What to do about it.</summary>
    public static Reaction To(SentinelMessage message, IReadOnlySet<string> known)
    {
        var reaction = message switch
        {
            Unrecognised => Reaction.SnapshotSoon,
            MasterMessage { Channel: SentinelChannel.PlusSDown or SentinelChannel.MinusSDown } => Reaction.ReadMaster,
            // Read at once too, so that a snapshot under way cannot bring back what was there before.
            MasterMessage { Channel: SentinelChannel.PlusResetMaster } or SetMessage or MonitorMessage => Reaction.ReadMaster | Reaction.SnapshotSoon,
            KnownMessage m => To(m.Channel),
            _ => Reaction.None,
        };

        // A name nobody knows is a new master, or a name that was taken apart wrongly: the snapshot tells.
        return MasterOf(message) is { } name && !known.Contains(name) ? reaction | Reaction.SnapshotSoon : reaction;
    }

    private static Reaction To(SentinelChannel channel) => channel switch
    {
        SentinelChannel.PlusSwitchMaster or
        SentinelChannel.PlusPromotedSlave or
        SentinelChannel.PlusFailoverEnd or
        SentinelChannel.PlusFailoverEndForTimeout or
        SentinelChannel.PlusElectedLeader or
        SentinelChannel.PlusTryFailover or
        SentinelChannel.MinusFailoverAbortNotElected or
        SentinelChannel.MinusFailoverAbortNoGoodSlave or
        SentinelChannel.MinusFailoverAbortSlaveTimeout or
        SentinelChannel.MinusFailoverAbortMasterTimeout or
        SentinelChannel.PlusODown or
        SentinelChannel.MinusODown => Reaction.ReadMaster,

        SentinelChannel.PlusSDown or
        SentinelChannel.MinusSDown or
        SentinelChannel.PlusSlave or
        SentinelChannel.PlusSentinel or
        SentinelChannel.PlusSentinelInvalidAddr or
        SentinelChannel.PlusSentinelAddressSwitch or
        SentinelChannel.PlusSentinelAddressUpdate or
        SentinelChannel.MinusDupSentinel or
        SentinelChannel.PlusSet or
        SentinelChannel.PlusMonitor or
        SentinelChannel.MinusMonitor or
        SentinelChannel.PlusResetMaster or
        SentinelChannel.PlusReboot or
        SentinelChannel.PlusRoleChange or
        SentinelChannel.MinusRoleChange or
        SentinelChannel.PlusConvertToSlave or
        SentinelChannel.PlusFixSlaveConfig or
        SentinelChannel.PlusTilt or
        SentinelChannel.MinusTilt => Reaction.SnapshotSoon,

        _ => Reaction.None,
    };
}
