using System.Text;
using SentinelEvents.Contracts;
using SentinelEvents.Worker.Agreement;
using SentinelEvents.Worker.Events;
using SentinelEvents.Worker.Sentinels;

namespace SentinelEvents.Unit.Agreement;

/// <summary>What a sentinel says again costs no memory: not to be read, and not to be found to tell nothing new.</summary>
public sealed class DuplicateCopyTests
{
    private const int Repetitions = 1000;

    private static readonly DateTimeOffset Now = new(2026, 3, 7, 3, 12, 4, TimeSpan.Zero);
    private static readonly HostAddress Old = new("10.0.0.1", 6379);
    private static readonly HostAddress New = new("10.0.0.2", 6379);
    private static readonly SentinelIdentity First = new("first", new HostAddress("10.0.1.1", 26379));
    private static readonly HashSet<string> Known = ["mymaster"];

    private readonly RecentMessages recent = new();

    [Theory]
    [InlineData("+switch-master", "mymaster 10.0.0.1 6379 10.0.0.2 6379")]
    [InlineData("+sdown", "master mymaster 10.0.0.1 6379")]
    [InlineData("+odown", "master mymaster 10.0.0.1 6379 #quorum 2/2")]
    [InlineData("-odown", "master mymaster 10.0.0.1 6379")]
    [InlineData("+sdown", "slave 10.0.0.3:6379 10.0.0.3 6379 @ mymaster 10.0.0.1 6379")]
    [InlineData("+slave", "slave 10.0.0.4:6379 10.0.0.4 6379 @ mymaster 10.0.0.1 6379")]
    [InlineData("+sdown", "sentinel second 10.0.1.2 26379 @ mymaster 10.0.0.1 6379")]
    [InlineData("+vote-for-leader", "second 7")]
    [InlineData("+new-epoch", "7")]
    [InlineData("+tilt", "#tilt mode entered")]
    [InlineData("+config-update-from", "sentinel second 10.0.1.2 26379 @ mymaster 10.0.0.1 6379")]
    [InlineData("+failover-state-wait-promotion", "slave 10.0.0.2:6379 10.0.0.2 6379 @ mymaster 10.0.0.1 6379")]
    [InlineData("+sdown", "master of-another-deployment 10.0.9.1 6379")]
    public void Copy_HeardAgain_AllocatesNothingAndChangesNothing(string channel, string payload)
    {
        var (channelBytes, payloadBytes) = (Encoding.UTF8.GetBytes(channel), Encoding.UTF8.GetBytes(payload));
        var copy = new MessageHeard("local", First, Now, recent.Read(channelBytes, payloadBytes, Known));
        var state = ClusterAgreement.Step(Watched(), copy, Now).State;
        if (copy.Message is SwitchMessage)
        {
            state = ClusterAgreement.Step(state, new MasterRead("local", First, Now, "mymaster", Reading(New, 2)), Now).State;
        }

        // What runs for the first time allocates in the runtime itself.
        HearAgain(state, copy, channelBytes, payloadBytes);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var (after, decisions) = HearAgain(state, copy, channelBytes, payloadBytes);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.Same(state, after);
        Assert.Equal(0, decisions);
        Assert.Equal(0, allocated);
    }

    [Fact]
    public void Copy_OfAnotherSentinel_IsTheSameMessage()
    {
        var message = recent.Read("+sdown"u8, "master mymaster 10.0.0.1 6379"u8, Known);

        Assert.Same(message, recent.Read("+sdown"u8, "master mymaster 10.0.0.1 6379"u8, Known));
        Assert.NotEqual(message, recent.Read("-sdown"u8, "master mymaster 10.0.0.1 6379"u8, Known));
        Assert.Equal(message, SentinelMessageParser.Parse("+sdown"u8, "master mymaster 10.0.0.1 6379"u8, Known));
    }

    /// <summary>Where a master's name ends is told by the names that are known, and those change; and a value may be a secret.</summary>
    [Fact]
    public void Setting_ReadAgain_GoesByTheNamesThatAreKnownThen()
    {
        var (channel, payload) = ("+set"u8.ToArray(), "master a b 10.0.0.1 6379 quorum 3"u8.ToArray());

        Assert.IsType<Unrecognised>(recent.Read(channel, payload, Known));
        Assert.Equal("a b", Assert.IsType<SetMessage>(recent.Read(channel, payload, new HashSet<string> { "a b" })).Master.Name);
        Assert.IsType<Unrecognised>(recent.Read(channel, payload, Known));
    }

    /// <summary>Another object is written to the journal, and then read by every other worker.</summary>
    [Fact]
    public void Snapshot_ThatTellsNothingNew_LeavesTheVeryRecords()
    {
        var before = Watched();
        var snapshot = new SnapshotTaken("local", First, Now, new SentinelSnapshot("process", "7.0.15", TimeSpan.FromHours(1), false, [Reading(Old, 1)]));

        var after = ClusterAgreement.Step(before, snapshot, Now).State;

        Assert.Equal(Now, after.Masters["mymaster"].Views["first"].ReadAt);
        Assert.Same(before.Masters["mymaster"].Record, after.Masters["mymaster"].Record);
        Assert.Same(before.Sentinels["first"].Record, after.Sentinels["first"].Record);
    }

    private (ClusterState State, int Decisions) HearAgain(ClusterState state, MessageHeard copy, byte[] channel, byte[] payload)
    {
        var decisions = 0;
        for (var repetition = 0; repetition < Repetitions; repetition++)
        {
            if (!ReferenceEquals(recent.Read(channel, payload, Known), copy.Message))
            {
                return (state, -1);
            }

            var step = ClusterAgreement.Step(state, copy, Now);
            (state, decisions) = (step.State, decisions + step.Decisions.Length);
        }

        return (state, decisions);
    }

    /// <summary>Three sentinels and a master with two replicas, all of it well.</summary>
    private static ClusterState Watched()
    {
        var policy = new ClusterPolicy("local", 3, AgreementPolicy.Majority, TimeSpan.FromSeconds(6), TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(6), TimeSpan.FromSeconds(10));
        var begin = Now.AddSeconds(-5);
        var state = ClusterState.New(policy, begin);
        foreach (var sentinel in new[] { First, new("second", new HostAddress("10.0.1.2", 26379)), new("third", new HostAddress("10.0.1.3", 26379)) })
        {
            state = ClusterAgreement.Step(state, new SentinelSighted("local", sentinel, begin), begin).State;
            state = ClusterAgreement.Step(state, new SnapshotTaken("local", sentinel, begin, new SentinelSnapshot("process", "7.0.15", TimeSpan.FromHours(1), false, [Reading(Old, 1)])), begin).State;
        }

        return state;
    }

    private static MasterSnapshot Reading(HostAddress address, long epoch) => new(
        "mymaster",
        address,
        address,
        epoch,
        epoch == 1 ? "run" : "",
        InstanceFlags.None,
        null,
        "master",
        null,
        2,
        new MasterSettings(2, TimeSpan.FromSeconds(5), TimeSpan.FromMinutes(1), 1),
        null,
        epoch == 1 ? [.. new[] { "10.0.0.2", "10.0.0.3" }.Select(host => new ReplicaSnapshot(new HostAddress(host, 6379), InstanceFlags.None, null, "slave", true, 100, 1))] : null,
        null);
}
