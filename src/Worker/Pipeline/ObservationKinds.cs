using SentinelEvents.Worker.Events;
using SentinelEvents.Worker.Sentinels;

namespace SentinelEvents.Worker.Pipeline;

/// <summary>What an observation is, as a small number: for a message its channel, and a few more for what is read. A closed set, so that it can be a label.</summary>
internal static class ObservationKinds
{
    private static readonly int Channels = Enum.GetValues<SentinelChannel>().Length;

    private static readonly string[] Names =
    [
        .. Enum.GetValues<SentinelChannel>().Select(SentinelChannels.NameOf), "unrecognised", "snapshot", "master-read", "sighted", "unsighted", "role-read", "old-master-read",
    ];

    public static int Count => Names.Length;

    /// <summary>The channel as Redis spells it, or a word of ours.</summary>
    public static string NameOf(int kind) => Names[kind];

    public static int Of(Observation observation) => observation switch
    {
        MessageHeard { Message: KnownMessage known } => (int)known.Channel,
        MessageHeard => Channels,
        SnapshotTaken => Channels + 1,
        MasterRead => Channels + 2,
        SentinelSighted => Channels + 3,
        SentinelUnsighted => Channels + 4,
        RoleRead => Channels + 5,
        OldMasterRead => Channels + 6,
        _ => throw new ArgumentOutOfRangeException(nameof(observation), observation.GetType().Name, "It has no number yet."),
    };

    /// <summary>Whether a data node said it, and no sentinel.</summary>
    public static bool IsOfDataNode(int kind) => kind >= Channels + 5;
}
