using System.Text.Json;
using SentinelEvents.Contracts;
using SentinelEvents.Fuzz.Inputs;
using SentinelEvents.Worker.Events;
using SentinelEvents.Worker.Journal;
using SentinelEvents.Worker.Sentinels;

namespace SentinelEvents.Fuzz.Targets;

/// <summary>A sentinel's answers to everything that the service asks it, in the form of <see cref="ReplyScript"/>.</summary>
internal sealed class SnapshotTarget : TextTarget
{
    private static readonly DateTimeOffset Now = new(2026, 3, 7, 3, 12, 4, TimeSpan.Zero);

    public override string Name => "snapshots";

    public override string Reads => "sentinels' answers to MYID, INFO, MASTERS, MASTER, REPLICAS, SENTINELS, CKQUORUM and GET-MASTER-ADDR-BY-NAME";

    public override IReadOnlyList<Type> Parsers => [typeof(SnapshotReader), typeof(SnapshotFields), typeof(ReplyFields), typeof(SentinelReplies), typeof(InfoText), typeof(RoleReply)];

    public override int Weight => 60;

    public override long Room(int length) => (256 * 1024) + (2048L * length);

    protected override IReadOnlyList<string> Samples { get; } = [ReplySamples.SentinelScript, ReplySamples.DeniedScript];

    protected override IReadOnlyList<string> Words => ReplySamples.Words;

    public override string Try(byte[] input)
    {
        var reader = new SnapshotReader(new ReplyScript(input), name => name.Length < 64, new SentinelReplies("sentinel-events"), problem => IsTold(problem));
        var id = reader.ReadIdAsync(CancellationToken.None).GetAwaiter().GetResult();
        if (id.Problem is { } unknown)
        {
            return IsTold(unknown);
        }

        var read = reader.ReadAllAsync(CancellationToken.None).GetAwaiter().GetResult();
        if (read.Problem is { } problem)
        {
            return IsTold(problem);
        }

        var snapshot = read.Value!;
        foreach (var master in snapshot.Masters)
        {
            IsSane(master);
        }

        var taken = new SnapshotTaken("local", new SentinelIdentity(id.Value ?? "10.0.0.11:26379", new HostAddress("10.0.0.11", 26379)), Now, snapshot);
        var json = JsonSerializer.Serialize<Observation>(taken, JournalJson.Options);
        Promise.ComesBack(json, JsonSerializer.Serialize(JsonSerializer.Deserialize<Observation>(json, JournalJson.Options), JournalJson.Options), "a reading in the journal");
        Promise.Hold(SnapshotContent.Identify(taken).Length == 16, "a reading has an identity", () => json);
        return Accepted;
    }

    protected override string Try(string text) => throw new NotSupportedException();

    private static string IsTold(SentinelProblem problem)
    {
        Promise.IsVisible(problem.ToString(), "a problem of a sentinel");
        return problem.Kind.ToString();
    }

    private static void IsSane(MasterSnapshot master)
    {
        Promise.Hold(master is { Address.Port: >= 0 and <= 65535, Instance.Port: >= 0 and <= 65535 }, "a port is one", () => master.ToString());
        Promise.Hold(
            (master.DownFor ?? default) >= TimeSpan.Zero && (master.RoleReportedFor ?? default) >= TimeSpan.Zero && master.Settings.DownAfter + master.Settings.FailoverTimeout < TimeSpan.FromDays(36500),
            "times can be added", () => master.ToString());
        Promise.Hold((master.Replicas ?? []).All(replica => replica.Address.Port is >= 0 and <= 65535) && (master.Sentinels ?? []).All(peer => peer.Address.Port is >= 0 and <= 65535), "a port is one", () => master.ToString());
    }
}
