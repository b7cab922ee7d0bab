using SentinelEvents.Contracts;
using SentinelEvents.Worker.Agreement;
using SentinelEvents.Worker.Events;

namespace SentinelEvents.Unit.Agreement;

/// <summary>Places that are not known, or that a sentinel does not name.</summary>
public sealed class UnknownAddressTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 7, 3, 12, 4, TimeSpan.Zero);

    private static readonly ClusterPolicy Policy =
        new("local", 3, AgreementPolicy.Majority, TimeSpan.FromSeconds(6), TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(6), TimeSpan.FromSeconds(10));

    [Fact]
    public void Tick_SentinelSightedButNeverReadBeforeARestart_IsNamedAmongTheLost()
    {
        // It was recorded as soon as it was seen, and its address only with its first reading.
        var state = ClusterState.Resume(
            Policy,
            new ClusterRecord { FirstStartAt = Start },
            new Dictionary<string, MasterRecord>(),
            new Dictionary<string, SentinelRecord> { ["unread"] = new() },
            null,
            Start);

        var announced = Assert.Single(ClusterAgreement.Tick(state, Start + Policy.SilenceLimit).Decisions.OfType<Decision.Announce>()).Agreed.Event;

        Assert.Equal("unread", Assert.Single(Assert.IsType<SightLost>(announced).Evidence).Sentinel);
    }

    [Fact]
    public void Step_ReadingOfAMasterWithoutHostAndPort_IsTakenIn()
    {
        var sentinel = new SentinelIdentity("first", new HostAddress("10.0.0.11", 26379));
        var nowhere = new MasterSnapshot(
            "mymaster", new HostAddress("", 0), new HostAddress("", 0), 1, "", InstanceFlags.None, null, "master", null, 0, new MasterSettings(2, TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(60), 1), null, [], []);
        var taken = new SnapshotTaken("local", sentinel, Start, new SentinelSnapshot("process", "7.0.15", TimeSpan.FromHours(1), false, [nowhere]));

        var state = ClusterAgreement.Step(ClusterAgreement.Step(ClusterState.New(Policy, Start), taken, Start).State, taken with { At = Start.AddSeconds(10) }, Start.AddSeconds(10)).State;

        Assert.Equal(new HostAddress("", 0), state.Masters["mymaster"].Views["first"].Address);
    }
}
