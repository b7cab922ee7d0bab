using SentinelEvents.Contracts;
using SentinelEvents.Worker.Events;
using SentinelEvents.Worker.Journal;

namespace SentinelEvents.Unit.Journal;

/// <summary>Made-up contents for journals.</summary>
internal static class TestEvents
{
    public static readonly DateTimeOffset Start = new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero).AddTicks(1_234_567);

    public static readonly SentinelIdentity Sentinel = new("0123456789abcdef0123456789abcdef01234567", new HostAddress("10.0.0.9", 26379));

    public static AgreedEvent Down(string key, string? master = "m1", string cluster = "local", DateTimeOffset? at = null, string? incident = null) => new(
        key,
        new MasterDown
        {
            EventId = EventKey.ToId(key),
            IncidentId = EventKey.ToId(incident ?? "incident of " + key),
            Cluster = cluster,
            Master = master,
            Epoch = 7,
            Severity = Severity.Critical,
            OccurredAt = at ?? Start,
            AgreedAt = at ?? Start,
            Agreement = new AgreementReached(AgreementBasis.ODown, 2, 2, 3),
            Evidence = [new Evidence(Sentinel.Id, Sentinel.Address.ToString(), at ?? Start, EvidenceSource.PubSub)],
            Address = new HostAddress("10.0.0.1", 6379),
        });

    public static AgreedEvent Report(string key, DateTimeOffset? at = null) => new(
        key,
        new HealthReported
        {
            EventId = EventKey.ToId(key),
            IncidentId = EventKey.ToId("report/daily"),
            Report = "daily",
            Cluster = "local",
            OccurredAt = at ?? Start,
            AgreedAt = at ?? Start,
        });

    public static JournalBatch Batch(AgreedEvent agreed, params string[] destinations) => Batch(new RoutedEvent(agreed, destinations));

    public static JournalBatch Batch(params RoutedEvent[] events) => new([], events, [], []);

    public static JournalBatch Batch(params Observation[] observations) => new(observations, [], [], []);

    public static JournalBatch Batch(params StateEntry[] state) => new([], [], [], state);

    public static JournalBatch Batch(params LateWitness[] witnesses) => new([], [], witnesses, []);

    public static LateWitness Witness(string key, string sentinel) =>
        new(EventKey.ToId(key), new Evidence(sentinel, "10.0.0.8:26379", Start.AddSeconds(9), EvidenceSource.Snapshot));

    /// <summary>A name that others gave: with what ends a text of JSON or of SQL, and what more than one byte of UTF-8 stands for.</summary>
    public const string AllSorts = "m\"'\\\n\t<é€𝄞>";

    public static MessageHeard Heard(DateTimeOffset at, string name = "m1") =>
        new("local", Sentinel, at, new MasterMessage(SentinelChannel.PlusSDown, new MasterSubject(name, new HostAddress("10.0.0.1", 6379))));

    public static SnapshotTaken Snapshot(DateTimeOffset at, SentinelIdentity? sentinel = null, long epoch = 7, long missed = 0, int masters = 1)
    {
        var running = at - Start;
        return new SnapshotTaken(
            "local",
            sentinel ?? Sentinel,
            at,
            new SentinelSnapshot("a1b2", "7.0.15", TimeSpan.FromHours(1) + running, false, [.. Enumerable.Range(1, masters).Select(Master)]),
            missed);

        MasterSnapshot Master(int number) => new(
            "m" + number,
            new HostAddress("10.0.0.1", 6379),
            new HostAddress("10.0.0.1", 6379),
            epoch,
            "f00d",
            InstanceFlags.None,
            null,
            "master",
            null,
            2,
            new MasterSettings(2, TimeSpan.FromSeconds(5), TimeSpan.FromMinutes(1), 1),
            new QuorumCheck(3, true, "OK 3 usable Sentinels"),
            [Replica("10.0.0.2"), Replica("10.0.0.3")],
            [Peer("b"), Peer("c")]);

        ReplicaSnapshot Replica(string host) => new(new HostAddress(host, 6379), InstanceFlags.None, null, "slave", true, 100, running.Ticks);

        PeerSnapshot Peer(string id) =>
            new(id, new HostAddress("10.0.0.8", 26379), InstanceFlags.None, null, TimeSpan.FromMilliseconds(running.Ticks % 1000));
    }
}
