using SentinelEvents.Contracts;
using SentinelEvents.Worker.Events;
using SentinelEvents.Worker.Sentinels;
using SentinelEvents.Worker.Status.Views;

namespace SentinelEvents.Unit.Status;

public sealed class MasterDetailTests
{
    private const string Start = """
        sentinels a b c
        master mymaster at 10.0.0.1:6379 epoch 1 replicas 10.0.0.2:6379,10.0.0.3:6379
        start
        5

        """;

    [Theory]
    [InlineData("5.1 a lost", Eligibility.Unseen, CellState.Unseen)]
    [InlineData("5.1 a tilt on\n5.2 a read", Eligibility.InTilt, CellState.Agrees)]
    [InlineData("5.1 a restarted", Eligibility.Settling, CellState.Agrees)]
    [InlineData("5.1 a: +switch-master mymaster 10.0.0.1 6379 10.0.0.2 6379", Eligibility.AnnouncedWithoutEffect, CellState.Agrees)]
    [InlineData("5.1 a worker-paused\n5.4", Eligibility.InDoubt, CellState.Agrees)]
    [InlineData("5.1 a forgets mymaster\n5.2 a read", Eligibility.Unread, CellState.NotMonitored)]
    [InlineData("5.1 a: +sdown master mymaster 10.0.0.1 6379", Eligibility.Votes, CellState.Down)]
    [InlineData("5.1 a: +sdown master mymaster 10.0.0.1 6379\n5.2 a: +odown master mymaster 10.0.0.1 6379 #quorum 2/2", Eligibility.Votes, CellState.ODown)]
    [InlineData("5.1 a holds mymaster at 10.0.0.2:6379 epoch 2", Eligibility.Votes, CellState.Differs)]
    public void Detail_OneSentinelIsNotAsTheOthers_SaysWhetherItsWordCounts(string happens, Eligibility eligibility, CellState state)
    {
        var seen = Seen.After(Start + happens);

        var first = seen.Detail().Sentinels[0];

        Assert.Equal((eligibility, state), (first.Eligibility, first.Cell.State));
        Assert.Equal(state, seen.Matrix().Masters[0].Cells[0].State);
    }

    [Fact]
    public void Detail_AnswersTooOld_AreStaleAndNothingIsSaidOfNow()
    {
        var seen = Seen.After(Start) with { Now = Seen.After(Start).Now.AddMinutes(5) };

        Assert.All(seen.Detail().Sentinels, sentinel => Assert.Equal((Eligibility.Stale, CellState.Stale), (sentinel.Eligibility, sentinel.Cell.State)));
        Assert.Equal(MasterStanding.Unknown, seen.Summary().Standing);
    }

    [Fact]
    public void Detail_OneSettingIsAnother_SaysWhich()
    {
        var seen = Seen.After(Start + "5.1 b holds mymaster quorum 3");

        Assert.Equal([DifferingAspect.Quorum], seen.Detail().Sentinels[1].Cell.Differs);
        Assert.Equal(["Agrees", "Differs", "Agrees"], seen.Detail().Sentinels.Select(sentinel => sentinel.Cell.State.ToString()));
    }

    [Fact]
    public void Detail_ReplicaHeldForDownByOne_IsSuspectedByName()
    {
        var detail = Seen.After(Start + "5.1 c: +sdown slave 10.0.0.2:6379 10.0.0.2 6379 @ mymaster 10.0.0.1 6379").Detail();

        Assert.Equal([ReplicaStanding.Suspected, ReplicaStanding.Up], detail.Replicas.Select(replica => replica.Standing));
        Assert.Equal([detail.Sentinels[2].Sentinel], detail.Replicas[0].DownBy);
        Assert.Equal(3, detail.Replicas[0].ListedBy.Count);
        Assert.Equal(new ReplicaCount(1, 2), detail.Summary.Replicas);
    }

    [Fact]
    public void Detail_SentinelHeldForDown_IsSeenByWhom()
    {
        var seen = Seen.After(Start + "5.1 b: +sdown sentinel <c> 10.0.1.3 26379 @ mymaster 10.0.0.1 6379");
        var detail = seen.Detail();
        var third = detail.Sentinels[2].Sentinel;

        Assert.Equal(
            [SightedState.Up, SightedState.Down],
            detail.Sentinels.Take(2).Select(sentinel => sentinel.Peers.Single(peer => peer.Id == third).State));
        Assert.Equal([detail.Sentinels[1].Sentinel], SentinelViews.Of(seen.State, []).Single(sentinel => sentinel.Id == third).DownBy);
    }

    [Fact]
    public void Sentinels_OneNeverReachedAndOneReplaced_AreEachThereOnce()
    {
        var seen = Seen.After(Start + "5.1 a lost");
        var (gone, other) = (seen.State.Sentinels.Values.First(sentinel => !sentinel.Seen), seen.State.Sentinels.Values.First(sentinel => sentinel.Seen));
        SentinelWatchStatus[] watch =
        [
            new("local", gone.Address, true, "another", SentinelWatchState.Watching, seen.Now, 0, 0, null),
            new("local", other.Address, true, other.Id, SentinelWatchState.Watching, seen.Now, 1, 2, null),
            new("local", new HostAddress("10.0.9.9", 26379), true, null, SentinelWatchState.Connecting, null, 0, 0, SentinelProblem.Unreachable("refused")),
        ];

        var sentinels = SentinelViews.Of(seen.State, watch);

        Assert.DoesNotContain(sentinels, sentinel => sentinel.Id == gone.Id);
        Assert.Single(sentinels, sentinel => sentinel.Id == "another");
        Assert.Equal((1, 2), (sentinels.Single(sentinel => sentinel.Id == other.Id).Unrecognised, sentinels.Single(sentinel => sentinel.Id == other.Id).Missed));
        Assert.Equal(SentinelProblemKind.Unreachable, sentinels.Single(sentinel => sentinel.Id is null).Problem!.Kind);
    }

    [Fact]
    public void Detail_OfEverySentinel_HasItsSettings() =>
        Assert.All(Seen.After(Start).Detail().Sentinels, sentinel => Assert.Equal(new MasterSettings(2, TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(60), 1), sentinel.Settings));
}
