using SentinelEvents.Worker.Events;

namespace SentinelEvents.Worker.Agreement.Absorbing;

/// <summary>
/// What a message tells that was not known of its sentinel. Most copies and repetitions tell nothing: then the step ends here, before anything was allocated
/// for it.
/// </summary>
/// <param name="EpochIsNew">Whether the epoch that the very next message may use is another one now.</param>
/// <param name="Master">The master of which the sentinel's view changes; null when none does.</param>
/// <param name="View">That view from now on.</param>
/// <param name="IsMore">Whether it changes something else: what is monitored, the sentinel itself, its peers.</param>
internal readonly record struct HeardNews(bool EpochIsNew, MasterState? Master, MasterView? View, bool IsMore)
{
    public bool IsNone => !EpochIsNew && Master is null && !IsMore;

    public static HeardNews Of(ClusterState state, MessageHeard heard)
    {
        // What a sentinel says that is not known yet waits for its first reading.
        if (!state.Sentinels.TryGetValue(heard.Sentinel.Id, out var sentinel))
        {
            return default;
        }

        // On a candidate +try-failover follows its +new-epoch at once: only the very next message may use the epoch.
        var epochIsNew = sentinel.EpochJustNamed != EpochOf(heard);
        var isMore = ChangesMore(sentinel, heard.Message);
        return HeardView.MasterOf(heard.Message) is { } name
            && state.Masters.TryGetValue(name, out var master)
            && master.Views.TryGetValue(heard.Sentinel.Id, out var before)
            && HeardView.Of(before, heard, sentinel.EpochJustNamed) is var after
            && !ReferenceEquals(before, after) && before != after
                ? new HeardNews(epochIsNew, master, after, isMore)
                : new HeardNews(epochIsNew, null, null, isMore);
    }

    public static long? EpochOf(MessageHeard heard) => (heard.Message as EpochMessage)?.Epoch;

    private static bool ChangesMore(SentinelState sentinel, SentinelMessage message) => message switch
    {
        MasterMessage { Channel: SentinelChannel.PlusResetMaster or SentinelChannel.MinusMonitor } or MonitorMessage or SetMessage => true,
        TiltMessage tilt => sentinel.Tilt != (tilt.Channel == SentinelChannel.PlusTilt),
        VoteMessage vote => !IsCounted(sentinel, vote),
        PeerMessage { Channel: SentinelChannel.PlusSDown } peer => !IsHeldForDown(sentinel, peer),
        PeerMessage { Channel: SentinelChannel.MinusSDown } => true,
        _ => false,
    };

    private static bool IsCounted(SentinelState sentinel, VoteMessage message)
    {
        foreach (var vote in sentinel.Votes)
        {
            if (vote.Epoch == message.Epoch && vote.For == message.For)
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsHeldForDown(SentinelState sentinel, PeerMessage message) =>
        sentinel.DownPeers.TryGetValue(message.Id, out var claim) && claim.Masters.Contains(message.Master.Name)
        && sentinel.Peers.TryGetValue(message.Id, out var known) && known is { Down: null, Up: null } && known.Address == message.Address;
}
