using SentinelEvents.Contracts;
using SentinelEvents.Worker.Events;

namespace SentinelEvents.Worker.Agreement.Rules;

/// <summary>
/// SENTINEL RESET that nobody heard. It shows in one place only: the role of the master, and of every replica, is reported from that moment
/// on (<c>redis:src/sentinel.c</c>, <c>sentinelResetMaster</c>), while process, address and epoch are what they were. A master whose role merely
/// went to and fro keeps its old replicas; without replicas the two cannot be told apart, and nothing is said.
/// </summary>
internal static class ResetRule
{
    public static void Heard(Turn turn, string name, string sentinel, DateTimeOffset at)
    {
        var account = turn.Master(name).Record.Accounts.GetValueOrDefault(sentinel);
        if (account is not null && !turn.Defers)
        {
            // Where the start of its process is not known, the next snapshot takes the new beginning as it is.
            MonitoringRule.Account(turn, name, sentinel, account with { RoleSince = turn.Sentinel(sentinel).StartedAt is { } started ? at - started : null });
        }

        MonitoringRule.Changed(turn, name, sentinel, MonitoringChange.Reset, null, null, null, at, EvidenceSource.PubSub);
    }

    public static void Compare(Turn turn, string sentinel, MasterSnapshot reading, SnapshotTaken taken)
    {
        if (turn.Defers || turn.Master(reading.Name).Record.Accounts.GetValueOrDefault(sentinel) is not { } before)
        {
            return;
        }

        var since = taken.Snapshot.ProcessId.Length > 0 && reading.RoleReportedFor is { } role ? taken.Snapshot.Uptime - role : (TimeSpan?)null;
        var begunAgain = since is { } now && before.RoleSince is { } then && now - then > Patience.SameRole;
        var sameMaster = before.Instance.SameAs(reading.Instance) && before.Epoch == reading.ConfigEpoch;
        if (sameMaster && since is not null && before.RoleSince is not null && !begunAgain)
        {
            return;
        }

        MonitoringRule.Account(turn, reading.Name, sentinel, before with { Instance = reading.Instance, Epoch = reading.ConfigEpoch, RoleSince = since });
        if (sameMaster && begunAgain && reading.RoleReported == "master" && ReplicasBeganAgain(reading))
        {
            MonitoringRule.Changed(turn, reading.Name, sentinel, MonitoringChange.Reset, null, null, null, taken.At - reading.RoleReportedFor!.Value, EvidenceSource.Snapshot);
        }
    }

    private static bool ReplicasBeganAgain(MasterSnapshot reading) =>
        reading.Replicas is { Count: > 0 } replicas && replicas.All(replica => replica.RoleReportedFor <= reading.RoleReportedFor + Patience.SameRole);
}
