using SentinelEvents.Contracts;
using SentinelEvents.Worker.Events.Inspection;
using SentinelEvents.Worker.Health;

namespace SentinelEvents.Unit.Health;

/// <summary>Verdicts and margins; that real sentinels then do as was said is for the integration tests.</summary>
public sealed class ProspectTests
{
    private static readonly IReadOnlyList<HostAddress> Nodes = [new("10.0.0.1", 6379), new("10.0.0.2", 6379), new("10.0.0.3", 6379)];

    [Fact]
    public void Of_AHealthyDeployment_IsReadyAndMayLoseOneOfEach()
    {
        var health = Judge(FleetBuilder.Healthy());

        Assert.Equal((HealthVerdict.Ready, 1, 1), (health.Verdict, health.Margin.Sentinels, health.Margin.Replicas));
        Assert.Empty(health.Margin.Hosts);
        Assert.All(health.Members, member => Assert.Equal(HealthStanding.Good, member.Standing));
        Assert.Equal(["3 sentinels of 3 could lead a failover, 2 replicas could be promoted"], health.Reasons);
    }

    [Fact]
    public void Of_AHealthyLaboratory_IsReadyThoughAllHasOneAddress() => Assert.Equal(HealthVerdict.Ready, Judge(FleetBuilder.Laboratory()).Verdict);

    [Fact]
    public void Of_TwoSentinelsOnTheMastersHost_IsAtRiskForThatHost()
    {
        var health = Judge(FleetBuilder.Of([new("10.0.0.1", 26379), new("10.0.0.1", 26380), new("10.0.0.2", 26379)], Nodes));

        Assert.Equal((HealthVerdict.AtRisk, "10.0.0.1"), (health.Verdict, string.Join(' ', health.Margin.Hosts)));
        Assert.Equal(["10.0.0.1 alone would prevent it by its death"], health.Reasons);
    }

    [Fact]
    public void Of_TwoSentinelsInOneRack_IsAtRiskForThatRack()
    {
        var fleet = FleetBuilder.Healthy();
        fleet.Racks.Add("10.0.0.11", "a");
        fleet.Racks.Add("10.0.0.12", "a");
        fleet.Racks.Add("10.0.0.13", "b");

        var health = Judge(fleet);

        Assert.Equal((HealthVerdict.AtRisk, "rack a"), (health.Verdict, string.Join(' ', health.Margin.Hosts)));
    }

    [Fact]
    public void Of_OneReplica_IsReadyAndNamesItsHost()
    {
        var fleet = FleetBuilder.Healthy().WithoutReplica("10.0.0.3");
        fleet.Node("10.0.0.2").Settings["min-replicas-to-write"] = "0";

        var health = Judge(fleet);

        Assert.Equal((HealthVerdict.Ready, 0, "10.0.0.2"), (health.Verdict, health.Margin.Replicas, string.Join(' ', health.Margin.Hosts)));
    }

    [Fact]
    public void Of_OneSentinelDead_MayLoseNone()
    {
        var health = Judge(FleetBuilder.Healthy().KillSentinel(2, TimeSpan.FromHours(1)));

        Assert.Equal((HealthVerdict.AtRisk, 0), (health.Verdict, health.Margin.Sentinels));
        Assert.Equal(HealthStanding.Down, health.Members.Single(member => member.Address.Host == "10.0.0.13").Standing);
    }

    [Fact]
    public void Of_TwoSentinelsDead_LacksOne()
    {
        var health = Judge(FleetBuilder.Healthy().KillSentinel(1, TimeSpan.FromHours(1)).KillSentinel(2, TimeSpan.FromHours(1)));

        Assert.Equal((HealthVerdict.WouldFail, -1), (health.Verdict, health.Margin.Sentinels));
    }

    [Fact]
    public void Of_SentinelsThatOnlyTheOthersReach_IsUnknown()
    {
        var fleet = FleetBuilder.Healthy();
        foreach (var sentinel in fleet.Sentinels.Skip(1))
        {
            sentinel.Problem = new InspectionProblem(InspectionProblemKind.Unreachable, "no connection", "check the firewall");
        }

        var health = Judge(fleet);

        Assert.Equal(HealthVerdict.Unknown, health.Verdict);
        Assert.StartsWith("only 1 of 3 sentinels could be read", health.Reasons[0], StringComparison.Ordinal);
    }

    [Fact]
    public void Of_ReplicasThatMayNotBeRead_IsUnknown()
    {
        var health = Judge(FleetBuilder.Healthy().EveryView(view => view.Replicas = null));

        Assert.Equal((HealthVerdict.Unknown, null), (health.Verdict, health.Margin.Sentinels));
        Assert.Equal(["every sentinel: its replicas may not be read (SENTINEL REPLICAS)"], health.Reasons);
    }

    [Fact]
    public void Of_ReplicasThatWouldRefuseWrites_IsAtRisk()
    {
        var fleet = FleetBuilder.Healthy().WithoutReplica("10.0.0.3");
        fleet.Node("10.0.0.2").Settings["min-replicas-to-write"] = "1";

        var health = Judge(fleet);

        Assert.Equal(HealthVerdict.AtRisk, health.Verdict);
        Assert.Equal(["10.0.0.2:6379 would refuse writes as master: its min-replicas-to-write is 1, and 0 would follow it"], health.Reasons);
    }

    [Fact]
    public void Of_ASentinelThatHoldsAnotherMaster_CountsNoVoteOfIt()
    {
        var fleet = FleetBuilder.Healthy();
        fleet.View(2).Address = new HostAddress("10.0.0.9", 6379);

        var health = Judge(fleet);

        Assert.Equal((HealthVerdict.AtRisk, 0), (health.Verdict, health.Margin.Sentinels));
        Assert.Contains(health.Reasons, reason => reason.StartsWith("10.0.0.13:26379 holds another view", StringComparison.Ordinal));
    }

    private static MasterHealth Judge(FleetBuilder fleet) => Assert.Single(Assessment.Of(fleet.Build()).Masters);
}
