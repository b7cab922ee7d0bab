using SentinelEvents.Worker.Events.Inspection;
using SentinelEvents.Worker.Health;

namespace SentinelEvents.Unit.Health;

/// <summary>Whoever has one fault is not to read five findings: what one rule tells, those that only see what comes of it leave alone.</summary>
public sealed class OneFaultTests
{
    private static readonly InspectionProblem PasswordAsked = new(InspectionProblemKind.Refused, "the data node asks for a password", "configure DataNodes:Password");
    private static readonly InspectionProblem Silent = new(InspectionProblemKind.Unreachable, "no answer in time", "check that the data node runs");
    private static readonly TimeSpan AMinute = TimeSpan.FromMinutes(1);

    private static readonly IReadOnlyList<Fault> Faults =
    [
        new("a quorum above all sentinels", "SE004 Critical", fleet => fleet.EveryView(view => view.Fields["quorum"] = "5")),
        new("such a quorum at one sentinel", "SE004 Warning", fleet => fleet.View(1).Fields["quorum"] = "5"),
        new("quorum 1 at one sentinel", "SE005 Warning", fleet => fleet.View(1).Fields["quorum"] = "1"),
        new("a very small down-after-milliseconds at one sentinel", "SE009 Warning", fleet => fleet.View(1).Fields["down-after-milliseconds"] = "500"),
        new("a very large down-after-milliseconds at one sentinel", "SE009 Warning", fleet => fleet.View(1).Fields["down-after-milliseconds"] = "120000"),
        new("a short failover-timeout at one sentinel", "SE010 Warning", fleet => fleet.View(1).Fields["failover-timeout"] = "5000"),
        new("a sentinel gone for good where the quorum is all", "SE003 Critical", fleet =>
        {
            fleet.EveryView(view => view.Fields["quorum"] = "3");
            fleet.KillSentinel(2, TimeSpan.FromDays(3));
        }),
        new("a dead sentinel where the quorum is all", "SE003 Critical", fleet =>
        {
            fleet.EveryView(view => view.Fields["quorum"] = "3");
            fleet.KillSentinel(2, AMinute);
        }),
        new("two dead sentinels of three", "SE003 Critical", fleet => fleet.KillSentinel(1, AMinute).KillSentinel(2, AMinute)),
        new("two dead sentinels of three, with quorum 1", "SE019 Critical, SE005 Warning", fleet =>
        {
            fleet.EveryView(view => view.Fields["quorum"] = "1");
            fleet.KillSentinel(1, AMinute).KillSentinel(2, AMinute);
        }),
        new("one sentinel does not monitor the master", "SE016 Warning", fleet => fleet.Sentinels[2].Masters.Clear()),
        new("two sentinels do not monitor the master", "SE016 Critical", fleet =>
        {
            fleet.Sentinels[1].Masters.Clear();
            fleet.Sentinels[2].Masters.Clear();
        }),
        new("two sentinels in TILT mode", "SE020 Critical, SE020 Critical", fleet => (fleet.Sentinels[1].Info["sentinel_tilt"], fleet.Sentinels[2].Info["sentinel_tilt"]) = ("1", "1")),
        new("one that does not monitor it, and one in TILT mode: each too few alone", "SE019 Critical, SE016 Warning, SE020 Warning", fleet =>
        {
            fleet.Sentinels[1].Info["sentinel_tilt"] = "1";
            fleet.Sentinels[2].Masters.Clear();
        }),
        new("a sentinel that is cut off from the others", "SE017 Warning", fleet =>
        {
            fleet.EveryPeer(2, peer => FleetBuilder.SetDown(peer, "sentinel", AMinute));
            fleet.View(2).Sentinels!.ForEach(peer => FleetBuilder.SetDown(peer, "sentinel", AMinute));
        }),
        new("a sentinel that is cut off where the quorum is all", "SE017 Critical", fleet =>
        {
            fleet.EveryView(view => view.Fields["quorum"] = "3");
            fleet.EveryPeer(2, peer => FleetBuilder.SetDown(peer, "sentinel", AMinute));
        }),
        new("every replica dead", "SE041 Critical", fleet =>
        {
            fleet.KillNode("10.0.0.2", AMinute);
            fleet.KillNode("10.0.0.3", AMinute);
        }),
        new("the only replica that may be promoted dead", "SE041 Critical", fleet =>
        {
            fleet.KillNode("10.0.0.2", AMinute);
            fleet.EveryReplica("10.0.0.3", replica => replica["slave-priority"] = "0");
        }),
        new("a dead replica that its master still counts", "SE042 Warning", fleet =>
        {
            fleet.KillNode("10.0.0.3", AMinute);
            fleet.Node("10.0.0.1").Info["slave1"] = "ip=10.0.0.3,port=6379,state=online,offset=700000000,lag=60";
        }),
        new("a replica without the password of the master", "SE044 Warning", fleet =>
        {
            fleet.EveryReplica("10.0.0.3", replica => (replica["master-link-status"], replica["master-link-down-time"]) = ("err", "40000"));
            fleet.Node("10.0.0.3").Info["master_link_status"] = "down";
            fleet.Node("10.0.0.3").Settings["masterauth"] = "";
        }),
        new("a replica that follows a dead host", "SE045 Warning", fleet =>
        {
            fleet.EveryReplica("10.0.0.3", replica => (replica["master-link-status"], replica["master-link-down-time"], replica["master-host"]) = ("err", "40000", "10.0.0.99"));
            (fleet.Node("10.0.0.3").Info["master_link_status"], fleet.Node("10.0.0.3").Info["master_host"]) = ("down", "10.0.0.99");
        }),
        new("no replica where writes need one", "SE040 Critical", fleet => fleet.WithoutReplica("10.0.0.2").WithoutReplica("10.0.0.3")),
        new("data nodes that refuse every sentinel", "SE049 Critical", fleet => fleet.EveryView(view =>
        {
            FleetBuilder.LockOut(view.Fields, "master", AMinute);
            view.Replicas!.ForEach(replica => FleetBuilder.LockOut(replica, "slave", AMinute));
        })),
        new("data nodes that refuse one sentinel", "SE049 Critical", fleet =>
        {
            FleetBuilder.LockOut(fleet.View(0).Fields, "master", AMinute);
            fleet.View(0).Replicas!.ForEach(replica => FleetBuilder.LockOut(replica, "slave", AMinute));
        }),
        new("data nodes that refuse this service", "SE067 Warning", fleet => fleet.Nodes.ForEach(node => node.Problem = PasswordAsked)),
        new("the clock of this service", "SE026 Info", fleet =>
        {
            foreach (var info in fleet.Sentinels.Select(sentinel => sentinel.Info).Concat(fleet.Nodes.Select(node => node.Info)))
            {
                info["server_time_usec"] = FleetBuilder.Text((fleet.At + AMinute).ToUnixTimeMilliseconds() * 1000);
            }
        }),
        new("a replica that died a moment ago", "", fleet =>
        {
            fleet.Node("10.0.0.3").Problem = Silent;
            fleet.EveryReplica("10.0.0.3", replica => replica["last-ok-ping-reply"] = "4200");
        }),
    ];

    public static TheoryData<string> Names => [.. Faults.Select(fault => fault.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Look_OneFault_TellsItOnce(string name)
    {
        var fault = Faults.Single(fault => fault.Name == name);
        var fleet = FleetBuilder.Healthy();
        fault.Spoil(fleet);
        Assert.Equal(fault.Expected, string.Join(", ", LintRules.Look(fleet.ToFleet()).Select(finding => $"{finding.Rule} {finding.Severity}")));
    }

    /// <param name="Name">In words.</param>
    /// <param name="Expected">Rule and severity of every finding, the worst first.</param>
    /// <param name="Spoil">Makes a healthy deployment into one that has it.</param>
    private sealed record Fault(string Name, string Expected, Action<FleetBuilder> Spoil);
}
