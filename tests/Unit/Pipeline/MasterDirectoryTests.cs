using SentinelEvents.Contracts;
using SentinelEvents.Worker.Agreement;
using SentinelEvents.Worker.Events;
using SentinelEvents.Worker.Pipeline;

namespace SentinelEvents.Unit.Pipeline;

public sealed class MasterDirectoryTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private static readonly HostAddress Address = new("10.0.0.1", 6379);

    [Fact]
    public void Find_AgreedAndSeen_IsCurrent() => Assert.Equal(
        new MasterFound { Cluster = "local", Master = "mymaster", Address = Address, Generation = 2, Epoch = 7, Since = Now, Certainty = MasterCertainty.Current },
        Found(Cluster(Followed())));

    [Fact]
    public void Find_TooFewSentinelsSeen_IsLastKnown() =>
        Assert.Equal(MasterCertainty.LastKnown, Found(Cluster(Followed()) with { UnsightedSince = Now }).Certainty);

    [Fact]
    public void Find_ToBeReadAgain_IsLastKnown() =>
        Assert.Equal(MasterCertainty.LastKnown, Found(Cluster(Followed() with { InDoubt = true })).Certainty);

    [Fact]
    public void Find_NoAgreementYet_SaysSo() =>
        Assert.Equal(MasterNotFoundReason.NotAgreedYet, NotFound(Cluster(Followed() with { Record = Followed().Record with { Agreed = null } })));

    [Fact]
    public void Find_MonitoredByNobodyAnyMore_IsNotFollowed() =>
        Assert.Equal(MasterNotFoundReason.NotFollowed, NotFound(Cluster(Followed() with { Record = Followed().Record with { MonitoredBy = [] } })));

    [Theory]
    [InlineData("local", "MyMaster")]
    [InlineData("remote", "mymaster")]
    public void Find_AnotherName_IsNotFollowed(string cluster, string master) =>
        Assert.Equal(MasterNotFoundReason.NotFollowed, NotFound(Cluster(Followed()), cluster, master));

    [Fact]
    public void Find_JournalNotOpenYet_PromisesNothing() => Assert.Equal(
        MasterNotFoundReason.NotAgreedYet,
        Assert.IsType<MasterAnswer.NotFound>(new MasterDirectory(new StandingPipeline([], Running: false)).Find("local", "mymaster")).Reason.Reason);

    private static MasterState Followed() => new()
    {
        Name = "mymaster",
        Record = new MasterRecord { Generation = 2, Agreed = new AgreedView(Address, 7, Now), MonitoredBy = ["s1"] },
    };

    private static ClusterState Cluster(MasterState master)
    {
        var empty = ClusterState.New(new ClusterPolicy("local", 3, AgreementPolicy.Majority, TimeSpan.FromSeconds(6), TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(6), TimeSpan.FromSeconds(10)), Now);
        return empty with { UnsightedSince = null, Masters = empty.Masters.With(master) };
    }

    private static MasterFound Found(ClusterState cluster) => Assert.IsType<MasterAnswer.Found>(Find(cluster, "local", "mymaster")).Master;

    private static MasterNotFoundReason NotFound(ClusterState cluster, string name = "local", string master = "mymaster") =>
        Assert.IsType<MasterAnswer.NotFound>(Find(cluster, name, master)).Reason.Reason;

    private static MasterAnswer Find(ClusterState cluster, string name, string master) => new MasterDirectory(new StandingPipeline([cluster], Running: true)).Find(name, master);

    private sealed record StandingPipeline(IReadOnlyList<ClusterState> Clusters, bool Running) : IPipelineView
    {
        public Task NextEvents => new TaskCompletionSource().Task;

        public PipelineStatus Status => new(Running, 0, 0, null, null);
    }
}
