using System.Text;
using SentinelEvents.Contracts;
using SentinelEvents.Tests;
using SentinelEvents.Worker.Events;
using SentinelEvents.Worker.Notifications.Script;
using SentinelEvents.Worker.Sentinels;

namespace SentinelEvents.Unit.Notifications.Script;

public sealed class AnnouncementsTests
{
    private const string First = "5f0c7b7f4b1f7f7cf3a2f1f6d1f5b1f0a1b2c3d4";
    private const string Third = "c3b2a19087f6e5d4c3b2a19087f6e5d4c3b2a190";

    [Theory]
    [InlineData(EventKind.MasterSuspected, "+sdown", "master mymaster 10.0.0.1 6379")]
    [InlineData(EventKind.MasterDown, "+odown", "master mymaster 10.0.0.1 6379 #quorum 2/2")]
    [InlineData(EventKind.MasterRecovered, "-odown", "master mymaster 10.0.0.1 6379")]
    [InlineData(EventKind.FailoverStarted, "+elected-leader", "master mymaster 10.0.0.1 6379")]
    [InlineData(EventKind.FailoverFailed, "-failover-abort-no-good-slave", "master mymaster 10.0.0.1 6379")]
    [InlineData(EventKind.MasterSwitched, "+switch-master", "mymaster 10.0.0.1 6379 10.0.0.2 6379")]
    [InlineData(EventKind.MasterSwitchUnconfirmed, "+switch-master-unconfirmed", "mymaster 10.0.0.1 6379 10.0.0.2 6379")]
    [InlineData(EventKind.FailoverCompleted, "+failover-end", "master mymaster 10.0.0.1 6379")]
    [InlineData(EventKind.ReplicaDown, "+sdown", "slave 10.0.0.3:6379 10.0.0.3 6379 @ mymaster 10.0.0.2 6379")]
    [InlineData(EventKind.ReplicaRecovered, "-sdown", "slave 10.0.0.3:6379 10.0.0.3 6379 @ mymaster 10.0.0.2 6379")]
    [InlineData(EventKind.SentinelDown, "+sdown", $"sentinel {Third} 10.0.0.13 26379")]
    [InlineData(EventKind.SentinelRecovered, "-sdown", $"sentinel {Third} 10.0.0.13 26379")]
    [InlineData(EventKind.QuorumLost, "+quorum-lost", "master mymaster #usable 1/2")]
    [InlineData(EventKind.QuorumRestored, "-quorum-lost", "master mymaster #usable 2/2")]
    [InlineData(EventKind.ViewsDiverged, "+views-diverged", "master mymaster #Address")]
    [InlineData(EventKind.ViewsConverged, "-views-diverged", "master mymaster #Address")]
    [InlineData(EventKind.TiltEntered, "+tilt", $"#tilt mode entered sentinel {First} 10.0.0.11 26379")]
    [InlineData(EventKind.TiltLeft, "-tilt", $"#tilt mode exited sentinel {First} 10.0.0.11 26379")]
    [InlineData(EventKind.MonitoringChanged, "+set", "master mymaster 10.0.0.2 6379 down-after-milliseconds 5000")]
    [InlineData(EventKind.TopologyChanged, "+slave", "slave 10.0.0.3:6379 10.0.0.3 6379 @ mymaster 10.0.0.2 6379")]
    [InlineData(EventKind.SightLost, "+sight-lost", "local #seen 1/2")]
    [InlineData(EventKind.SightRestored, "-sight-lost", "local #seen 3/2")]
    [InlineData(EventKind.HealthReported, "+health-reported", "local WouldFail daily")]
    public void Of_EveryKind_IsSaidAsSentinelSaysIt(EventKind kind, string channel, string payload) =>
        Assert.Equal(new Announcement(channel, payload), Announcements.Of(Samples.Of(kind)));

    /// <summary>What reads the messages of real sentinels reads these too.</summary>
    [Fact]
    public void Of_WhatSentinelPublishesToo_IsReadAsItsOwn()
    {
        var address = new HostAddress("::1", 6380);
        var switched = (MasterSwitched)Samples.Of(EventKind.MasterSwitched) with { Master = "a b", NewAddress = address };
        var old = switched.OldAddress;
        Assert.Equal(new SwitchMessage("a b", old, address), Read(switched));
        Assert.Equal(new MasterMessage(SentinelChannel.PlusSDown, new MasterSubject("a b", address)), Read(new MasterSuspected { Master = "a b", Address = address }));
        Assert.Equal(new ODownMessage(new MasterSubject("mymaster", old), 2, 2), Read(Samples.Of(EventKind.MasterDown)));
        Assert.Equal(
            new ReplicaMessage(SentinelChannel.PlusSDown, "[::1]:6380", address, new MasterSubject("a b", old)),
            Read(new ReplicaDown { Master = "a b", Address = address, MasterAddress = old }));
        Assert.Equal(
            new SetMessage(new MasterSubject("a b", old), "quorum", "3"),
            Read(Monitoring(MonitoringChange.SettingChanged) with { Setting = "quorum", NewValue = "3" }));
        Assert.Equal(new MonitorMessage(new MasterSubject("a b", old), 2), Read(Monitoring(MonitoringChange.Monitored) with { Setting = "quorum", NewValue = "2" }));
        Assert.Equal(new MasterMessage(SentinelChannel.MinusMonitor, new MasterSubject("a b", old)), Read(Monitoring(MonitoringChange.Unmonitored)));
        Assert.Equal(new MasterMessage(SentinelChannel.PlusResetMaster, new MasterSubject("a b", old)), Read(Monitoring(MonitoringChange.Reset)));

        var joined = new TopologyChanged { Master = "a b", Member = TopologyMember.Sentinel, Id = Third, NewAddress = address, MasterAddress = old };
        Assert.Equal(new PeerMessage(SentinelChannel.PlusSentinel, Third, address, new MasterSubject("a b", old)), Read(joined));
        Assert.Equal(new PeerMovedMessage(new MasterSubject("a b", old), Third, address), Read(joined with { Change = TopologyChange.Moved }));
        foreach (var reason in Enum.GetValues<FailoverFailure>().Except([FailoverFailure.LeaderLost]))
        {
            Assert.IsType<MasterMessage>(Read(((FailoverFailed)Samples.Of(EventKind.FailoverFailed)) with { Reason = reason }));
        }

        Assert.IsType<MasterMessage>(Read(((FailoverCompleted)Samples.Of(EventKind.FailoverCompleted)) with { Ending = FailoverEnding.TimedOut }));

        MonitoringChanged Monitoring(MonitoringChange change) => new() { Master = "a b", Sentinel = Third, Change = change, MasterAddress = old };
    }

    [Fact]
    public void Of_RecoveredFromASuspicion_ClosesWhatTheSuspicionOpened()
    {
        var suspected = Announcements.Of(Samples.Of(EventKind.MasterSuspected));
        var recovered = Announcements.Of(((MasterRecovered)Samples.Of(EventKind.MasterRecovered)) with { OnlySuspected = true });
        Assert.Equal(("+sdown", "-sdown"), (suspected.Channel, recovered.Channel));
    }

    /// <summary>An event that an older version has stored does not say where the master is.</summary>
    [Fact]
    public void Of_WithoutTheMastersAddress_LeavesItOutAtTheEnd() =>
        Assert.Equal("slave 10.0.0.3:6379 10.0.0.3 6379 @ mymaster", Announcements.Of(((ReplicaDown)Samples.Of(EventKind.ReplicaDown)) with { MasterAddress = null }).Payload);

    private static SentinelMessage Read(SentinelEvent sentinelEvent)
    {
        var (channel, payload) = Announcements.Of(sentinelEvent);
        return SentinelMessageParser.Parse(Encoding.UTF8.GetBytes(channel), Encoding.UTF8.GetBytes(payload), new HashSet<string> { "a b" });
    }
}
