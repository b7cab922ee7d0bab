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
        using var sha = SHA256.Create();

        // Written into the hash as it is made: of thousands of masters it is megabytes, each time that a sentinel is read.
        using (var hashed = new CryptoStream(Stream.Null, sha, CryptoStreamMode.Write))
        {
            JsonSerializer.Serialize(hashed, new { taken.Sentinel.Address, Snapshot = still }, JournalJson.Options);
        }

        return Convert.ToHexStringLower(sha.Hash.AsSpan(0, IdentityBytes));
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
