using System.Collections.Frozen;
using System.Text;
using SentinelEvents.Worker.Events;

namespace SentinelEvents.Worker.Sentinels;

/// <summary>Every channel a sentinel publishes on: its name on the wire, its type, and the form of its payload (<c>redis:src/sentinel.c</c>, the <c>sentinelEvent</c> calls).</summary>
internal static class SentinelChannels
{
    private static readonly (string Name, SentinelChannel Channel, PayloadForm Form)[] Table =
    [
        ("+switch-master", SentinelChannel.PlusSwitchMaster, PayloadForm.Switch),
        ("+odown", SentinelChannel.PlusODown, PayloadForm.ODown),
        ("-odown", SentinelChannel.MinusODown, PayloadForm.Master),
        ("+try-failover", SentinelChannel.PlusTryFailover, PayloadForm.Master),
        ("+elected-leader", SentinelChannel.PlusElectedLeader, PayloadForm.Master),
        ("+failover-state-select-slave", SentinelChannel.PlusFailoverStateSelectSlave, PayloadForm.Master),
        ("+failover-state-reconf-slaves", SentinelChannel.PlusFailoverStateReconfSlaves, PayloadForm.Master),
        ("+failover-end", SentinelChannel.PlusFailoverEnd, PayloadForm.Master),
        ("+failover-end-for-timeout", SentinelChannel.PlusFailoverEndForTimeout, PayloadForm.Master),
        ("-failover-abort-not-elected", SentinelChannel.MinusFailoverAbortNotElected, PayloadForm.Master),
        ("-failover-abort-no-good-slave", SentinelChannel.MinusFailoverAbortNoGoodSlave, PayloadForm.Master),
        ("-failover-abort-slave-timeout", SentinelChannel.MinusFailoverAbortSlaveTimeout, PayloadForm.Master),
        ("-failover-abort-master-timeout", SentinelChannel.MinusFailoverAbortMasterTimeout, PayloadForm.Master),
        ("+reset-master", SentinelChannel.PlusResetMaster, PayloadForm.Master),
        ("+monitor", SentinelChannel.PlusMonitor, PayloadForm.Monitor),
        ("-monitor", SentinelChannel.MinusMonitor, PayloadForm.Master),
        ("+sdown", SentinelChannel.PlusSDown, PayloadForm.AnyInstance),
        ("-sdown", SentinelChannel.MinusSDown, PayloadForm.AnyInstance),
        ("+reboot", SentinelChannel.PlusReboot, PayloadForm.MasterOrReplica),
        ("+role-change", SentinelChannel.PlusRoleChange, PayloadForm.RoleChange),
        ("-role-change", SentinelChannel.MinusRoleChange, PayloadForm.RoleChange),
        ("+slave", SentinelChannel.PlusSlave, PayloadForm.Replica),
        ("+selected-slave", SentinelChannel.PlusSelectedSlave, PayloadForm.Replica),
        ("+failover-state-send-slaveof-noone", SentinelChannel.PlusFailoverStateSendSlaveofNoone, PayloadForm.Replica),
        ("+failover-state-wait-promotion", SentinelChannel.PlusFailoverStateWaitPromotion, PayloadForm.Replica),
        ("+promoted-slave", SentinelChannel.PlusPromotedSlave, PayloadForm.Replica),
        ("+slave-reconf-sent", SentinelChannel.PlusSlaveReconfSent, PayloadForm.Replica),
        ("+slave-reconf-inprog", SentinelChannel.PlusSlaveReconfInprog, PayloadForm.Replica),
        ("+slave-reconf-done", SentinelChannel.PlusSlaveReconfDone, PayloadForm.Replica),
        ("+slave-reconf-sent-be", SentinelChannel.PlusSlaveReconfSentBe, PayloadForm.Replica),
        ("-slave-reconf-sent-timeout", SentinelChannel.MinusSlaveReconfSentTimeout, PayloadForm.Replica),
        ("+convert-to-slave", SentinelChannel.PlusConvertToSlave, PayloadForm.Replica),
        ("+fix-slave-config", SentinelChannel.PlusFixSlaveConfig, PayloadForm.Replica),
        ("+sentinel", SentinelChannel.PlusSentinel, PayloadForm.Peer),
        ("+sentinel-invalid-addr", SentinelChannel.PlusSentinelInvalidAddr, PayloadForm.Peer),
        ("+config-update-from", SentinelChannel.PlusConfigUpdateFrom, PayloadForm.Peer),
        ("+sentinel-address-switch", SentinelChannel.PlusSentinelAddressSwitch, PayloadForm.PeerMoved),
        ("+sentinel-address-update", SentinelChannel.PlusSentinelAddressUpdate, PayloadForm.PeerUpdated),
        ("+new-epoch", SentinelChannel.PlusNewEpoch, PayloadForm.Epoch),
        ("+vote-for-leader", SentinelChannel.PlusVoteForLeader, PayloadForm.Vote),
        ("+tilt", SentinelChannel.PlusTilt, PayloadForm.Tilt),
        ("-tilt", SentinelChannel.MinusTilt, PayloadForm.Tilt),
        ("+set", SentinelChannel.PlusSet, PayloadForm.Set),
        ("-script-error", SentinelChannel.MinusScriptError, PayloadForm.ScriptError),
        ("-script-timeout", SentinelChannel.MinusScriptTimeout, PayloadForm.ScriptTimeout),
        ("-dup-sentinel", SentinelChannel.MinusDupSentinel, PayloadForm.DuplicateSentinel),
    ];

    private static readonly FrozenDictionary<SentinelChannel, string> ByChannel = Table.ToFrozenDictionary(row => row.Channel, row => row.Name);

    /// <summary>Few names have one length, and bytes are compared faster than a text is made of them.</summary>
    private static readonly (byte[] Name, SentinelChannel Channel, PayloadForm Form)[][] ByLength =
    [
        .. Enumerable.Range(0, Table.Max(row => row.Name.Length) + 1).Select(length => Table
            .Where(row => row.Name.Length == length).Select(row => (Encoding.ASCII.GetBytes(row.Name), row.Channel, row.Form)).ToArray()),
    ];

    /// <summary>Every row, for those who want to show or test the catalogue.</summary>
    public static IEnumerable<(string Name, SentinelChannel Channel, PayloadForm Form)> All => Table;

    /// <summary>The channel's name on the wire, with its sign.</summary>
    public static string NameOf(SentinelChannel channel) => ByChannel[channel];

    /// <summary>Finds the channel by the bytes of its name.</summary>
    public static bool TryFind(ReadOnlySpan<byte> name, out SentinelChannel channel, out PayloadForm form)
    {
        if (name.Length < ByLength.Length)
        {
            foreach (var row in ByLength[name.Length])
            {
                if (name.SequenceEqual(row.Name))
                {
                    (channel, form) = (row.Channel, row.Form);
                    return true;
                }
            }
        }

        channel = default;
        form = default;
        return false;
    }
}
