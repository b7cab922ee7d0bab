using System.Security.Cryptography;
using System.Text.Json;
using SentinelEvents.Worker.Events;

namespace SentinelEvents.Worker.Journal;

/// <summary>Whether two snapshots of a sentinel say the same, apart from what runs by itself: uptime, ages, replication offsets.</summary>
internal static class SnapshotContent
{
    private const int IdentityBytes = 8;

    public static string Identify(SnapshotTaken taken)
    {
        var still = taken.Snapshot with
        {
            Uptime = TimeSpan.Zero,
            Masters = [.. taken.Snapshot.Masters.OrderBy(master => master.Name, StringComparer.Ordinal).Select(Still)],
        };
        var hash = SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(new { taken.Sentinel.Address, Snapshot = still }, JournalJson.Options));
        return Convert.ToHexStringLower(hash.AsSpan(0, IdentityBytes));
    }

    private static MasterSnapshot Still(MasterSnapshot master) => master with
    {
        DownFor = Still(master.DownFor),
        RoleReportedFor = null,
        Replicas = master.Replicas is { } replicas
            ? [.. replicas.OrderBy(replica => replica.Address.ToString(), StringComparer.Ordinal).Select(Still)]
            : null,
        Sentinels = master.Sentinels is { } sentinels
            ? [.. sentinels.OrderBy(peer => peer.Id, StringComparer.Ordinal).Select(Still)]
            : null,
    };

    private static ReplicaSnapshot Still(ReplicaSnapshot replica) => replica with { DownFor = Still(replica.DownFor), Offset = 0, RoleReportedFor = null };

    private static PeerSnapshot Still(PeerSnapshot peer) => peer with { DownFor = Still(peer.DownFor), LastHello = TimeSpan.Zero };

    private static TimeSpan? Still(TimeSpan? downFor) => downFor is null ? null : TimeSpan.Zero;
}
