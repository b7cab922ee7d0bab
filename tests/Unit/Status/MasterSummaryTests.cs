using SentinelEvents.Contracts;
using SentinelEvents.Worker.Status.Views;

namespace SentinelEvents.Unit.Status;

public sealed class MasterSummaryTests
{
    private const string Start = """
        sentinels a b c
        master mymaster at 10.0.0.1:6379 epoch 1 replicas 10.0.0.2:6379,10.0.0.3:6379
        start

        """;

    private const string Down = Start + """
        5.04 c: +sdown master mymaster 10.0.0.1 6379
        5.09 a,b: +sdown master mymaster 10.0.0.1 6379
        5.12 a: +odown master mymaster 10.0.0.1 6379 #quorum 2/2
        5.12 a: +new-epoch 2
        5.12 a: +try-failover master mymaster 10.0.0.1 6379

        """;

    private const string Elected = Down + """
        5.22 a: +elected-leader master mymaster 10.0.0.1 6379

        """;

    private const string Switched = Elected + """
        6.16 a: +promoted-slave slave 10.0.0.2:6379 10.0.0.2 6379 @ mymaster 10.0.0.1 6379
        6.17 a holds mymaster answers 10.0.0.2:6379 epoch 2 failover reconf_slaves
        6.23 b,c: +switch-master mymaster 10.0.0.1 6379 10.0.0.2 6379
        6.24 b,c holds mymaster at 10.0.0.2:6379 epoch 2
        6.30 b,c read

        """;

    private const string Completed = Switched + """
        6.40 a role mymaster 10.0.0.2:6379 Verified
        8.37 a: +failover-end master mymaster 10.0.0.1 6379
        8.37 a: +switch-master mymaster 10.0.0.1 6379 10.0.0.2 6379
        8.38 a holds mymaster at 10.0.0.2:6379 epoch 2
        60

        """;

    [Fact]
    public void Summary_AllAgree_IsGood()
    {
        var summary = Seen.After(Start + "5").Summary();

        Assert.Equal(MasterStanding.Good, summary.Standing);
        Assert.Equal("3 of 3 sentinels agree", summary.Why);
        Assert.Equal(new HostAddress("10.0.0.1", 6379), summary.Address);
        Assert.Equal(1, summary.Epoch);
        Assert.Equal(new ReplicaCount(2, 2), summary.Replicas);
        Assert.Equal(new SentinelCount(3, 3, 3), summary.Sentinels);
        Assert.Equal(new QuorumOutlook(2, 2, 3, 1), summary.Quorum);
        Assert.Null(summary.LastSwitch);
        Assert.Null(summary.IncidentId);
    }

    [Theory]
    [InlineData(Start + "5.04 c: +sdown master mymaster 10.0.0.1 6379", MasterStanding.Suspected, "1 of 3 sentinels say it is down, quorum 2")]
    [InlineData(Down, MasterStanding.Down, "3 of 3 sentinels say it is down")]
    [InlineData(Elected, MasterStanding.FailingOver, "a failover runs, led by 10.0.1.1:26379")]
    [InlineData(Switched, MasterStanding.Completing, "switched from 10.0.0.1:6379; its replicas are being moved")]
    [InlineData(Completed, MasterStanding.Good, "3 of 3 sentinels agree")]
    [InlineData(Start + "5 b holds mymaster at 10.0.0.2:6379 epoch 2\n5.3", MasterStanding.FailingOver, "a switch to 10.0.0.2:6379 at epoch 2 was announced, and is not agreed yet")]
    [InlineData(Start + "5 b,c lost", MasterStanding.Unknown, "1 of 3 sentinels have a fresh answer, 2 are needed")]
    [InlineData(Start + "5 b,c lost\n10 a will mymaster ckquorum no usable 1\n40", MasterStanding.QuorumLost, "1 of 3 sentinels is usable, a failover needs 2")]
    [InlineData(Start + "5 b,c lost\n10 a will mymaster ckquorum no usable 1\n40 a lost\n60", MasterStanding.QuorumLost, "no sentinel can tell now; too few were usable before")]
    public void Summary_AlongAFailover_TellsTheWorst(string scenario, MasterStanding standing, string why)
    {
        var summary = Seen.After(scenario).Summary();

        Assert.Equal((standing, why), (summary.Standing, summary.Why));
    }

    [Fact]
    public void Summary_AfterAFailover_TellsTheSwitch()
    {
        var last = Seen.After(Completed).Summary().LastSwitch!;

        Assert.Equal((2, new HostAddress("10.0.0.1", 6379), new HostAddress("10.0.0.2", 6379)), (last.Epoch, last.From, last.To));
        Assert.Equal(6.24, (last.At!.Value - Worker.Simulation.ScenarioRun.Zero).TotalSeconds, 0.1);
    }
}
