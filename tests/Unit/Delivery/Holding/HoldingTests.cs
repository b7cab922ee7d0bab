using System.Globalization;
using SentinelEvents.Contracts;
using SentinelEvents.Worker.Delivery;
using SentinelEvents.Worker.Delivery.Holding;
using static SentinelEvents.Unit.Delivery.Holding.Happenings;

namespace SentinelEvents.Unit.Delivery.Holding;

/// <summary>Less noise, never silence: what happens when, and what people are told when.</summary>
public sealed class HoldingTests
{
    private const double Hour = 3600;

    [Fact]
    public async Task NoRoutes_EverythingIsToldAtOnce()
    {
        await using var rig = await HoldingRig.StartAsync();
        await rig.AtAsync(0, "a", () => MasterDown());
        await rig.AtAsync(2, "a", () => Switched());
        await rig.AtAsync(3, "a", () => Completed());
        await rig.AtAsync(9, "b", Topology);
        Assert.Equal(["0 s MasterDown m1", "2 s MasterSwitched m1", "3 s FailoverCompleted m1", "9 s TopologyChanged m1"], rig.Sent);
    }

    [Fact]
    public async Task GroupByHost_ADeadHostWithAHundredMasters_IsOneMail()
    {
        await using var rig = await HoldingRig.StartAsync([HoldingRig.Route(route => route with { GroupWait = TimeSpan.FromSeconds(60), GroupBy = GroupBy.Host })]);
        for (var master = 0; master < 100; master++)
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"m{master}");
            await rig.AtAsync(master * 0.2, name, () => MasterDown(name));
        }

        await rig.AtAsync(21, "elsewhere", () => MasterDown("other", "10.0.0.9"));
        for (var master = 0; master < 100; master++)
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"m{master}");
            await rig.AtAsync(25 + (master * 0.2), name, () => Switched(name));
        }

        await rig.UntilAsync(200);
        Assert.Equal(2, rig.Notifications.Count);
        Assert.Equal(200, rig.Notifications[0].Events.Count);
        Assert.Equal(Enumerable.Range(0, 100).Select(number => $"m{number}").Order(), rig.Notifications[0].Events.OfType<MasterSwitched>().Select(told => told.Master!).Order());
        Assert.StartsWith("60 s [MasterDown m0, ", rig.Sent[0], StringComparison.Ordinal);
        Assert.Equal("81 s MasterDown other", rig.Sent[1]);
        Assert.Equal(100, rig.Notifications[0].Events.Take(100).Count(told => told is MasterDown));
    }

    [Fact]
    public async Task GroupWait_ADestinationThatTellsOneByOne_DoesNotWait()
    {
        await using var rig = await HoldingRig.StartAsync([HoldingRig.Route(route => route with { GroupWait = TimeSpan.FromSeconds(60) })], groups: false);
        await rig.AtAsync(0, "a", () => MasterDown());
        await rig.AtAsync(2, "a", () => Switched());
        Assert.Equal(["0 s MasterDown m1", "2 s MasterSwitched m1"], rig.Sent);
    }

    [Fact]
    public async Task GroupWait_SomethingUrgentOfTheSameMaster_EndsTheWaitSoThatNoOlderSwitchFollowsANewerOne()
    {
        await using var rig = await HoldingRig.StartAsync(
        [
            HoldingRig.Route(route => route with { Match = new() { MinSeverity = Severity.Critical }, Continue = false }),
            HoldingRig.Route(route => route with { GroupWait = TimeSpan.FromSeconds(60), GroupBy = GroupBy.Cluster }),
        ]);
        await rig.AtAsync(0, "a", () => Switched(epoch: 7, planned: true));
        await rig.AtAsync(1, "b", () => Switched("m2", epoch: 3, planned: true));
        await rig.AtAsync(10, "c", () => Switched(epoch: 8));
        await rig.UntilAsync(300);
        Assert.Equal(["10 s [MasterSwitched m1, MasterSwitched m2, MasterSwitched m1]"], rig.Sent);
        Assert.Equal([7, 3, 8], rig.Notifications[0].Events.Select(told => told.Epoch));
    }

    [Fact]
    public async Task GroupWait_DueAtTheSameTimeAsSomethingUrgentOfTheSameMaster_IsToldWithItAndBeforeIt()
    {
        await using var rig = await HoldingRig.StartAsync(
        [
            HoldingRig.Route(route => route with { Match = new() { MinSeverity = Severity.Critical }, Continue = false }),
            HoldingRig.Route(route => route with { GroupWait = TimeSpan.FromSeconds(60), GroupBy = GroupBy.Cluster }),
        ]);
        await rig.AtAsync(0, "a", () => Switched(epoch: 7, planned: true));
        await rig.HeldUpAsync(59, "c", () => Switched(epoch: 8), until: 61);
        Assert.Equal([7, 8], Assert.Single(rig.Notifications).Events.Select(told => told.Epoch));
    }

    [Fact]
    public async Task GroupWait_TheDestinationFails_TheGroupIsTriedAgainAsOne()
    {
        await using var rig = await HoldingRig.StartAsync([HoldingRig.Route(route => route with { GroupWait = TimeSpan.FromSeconds(5) })]);
        var failures = 3;
        rig.Answer = _ => failures-- > 0 ? new DeliveryOutcome.Retry(DeliveryReason.Unreachable, "not there") : new DeliveryOutcome.Delivered();
        await rig.AtAsync(0, "a", () => MasterDown());
        await rig.AtAsync(2, "a", () => Switched());
        await rig.UntilAsync(60);
        Assert.EndsWith("[MasterDown m1, MasterSwitched m1]", Assert.Single(rig.Sent), StringComparison.Ordinal);
        Assert.All(await rig.ReadAsync(), listed => Assert.Equal((4, "told together with 1 other"), (listed.Delivery.Attempts, listed.Delivery.Detail)));
    }

    [Fact]
    public async Task Flapping_AReplicaFiftyTimes_IsTwoMailsAndNothingIsForgotten()
    {
        await using var rig = await HoldingRig.StartAsync();
        for (var flap = 0; flap < 50; flap++)
        {
            await rig.AtAsync(flap * 20, $"down {flap}", () => ReplicaDown());
            await rig.AtAsync((flap * 20) + 10, $"down {flap}", () => ReplicaRecovered());
        }

        await rig.UntilAsync(Hour);
        Assert.Equal(["0 s ReplicaDown m1", "1020 s ReplicaRecovered m1 after 49 flaps"], rig.Sent);
        Assert.Equal(rig.Notifications[0].Thread, rig.Notifications[1].Thread);
        Assert.Equal(98, (await rig.HeldAsync()).Count(held => held.EndsWith("Flapping", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Flapping_StaysDownInTheEnd_PeopleBelieveWhatIsTrueAndHearOfTheRecovery()
    {
        await using var rig = await HoldingRig.StartAsync();
        await rig.AtAsync(0, "a", () => ReplicaDown());
        await rig.AtAsync(10, "a", () => ReplicaRecovered());
        await rig.AtAsync(20, "b", () => ReplicaDown());
        await rig.UntilAsync(Hour);
        Assert.Equal(["0 s ReplicaDown m1"], rig.Sent);

        await rig.AtAsync(Hour, "b", () => ReplicaRecovered());
        await rig.UntilAsync(2 * Hour);
        Assert.Equal("3630 s ReplicaRecovered m1 after 1 flaps", rig.Sent[^1]);
    }

    [Fact]
    public async Task Flapping_TwoReplicas_EachForItself()
    {
        await using var rig = await HoldingRig.StartAsync();
        await rig.AtAsync(0, "a", () => ReplicaDown());
        await rig.AtAsync(5, "a", () => ReplicaRecovered());
        await rig.AtAsync(6, "b", () => ReplicaDown("10.0.0.4"));
        await rig.AtAsync(60, "c", () => ReplicaDown());
        await rig.UntilAsync(100);
        Assert.Equal(["0 s ReplicaDown m1", "6 s ReplicaDown m1", "35 s ReplicaRecovered m1", "60 s ReplicaDown m1"], rig.Sent);
    }

    [Fact]
    public async Task Flapping_WhatWaits_HoldsUpNothingElseOfTheMaster()
    {
        await using var rig = await HoldingRig.StartAsync();
        await rig.AtAsync(0, "a", () => ReplicaDown());
        await rig.AtAsync(5, "a", () => ReplicaRecovered());
        await rig.AtAsync(6, "b", () => MasterDown());
        Assert.Equal(["0 s ReplicaDown m1", "6 s MasterDown m1"], rig.Sent);
    }

    [Fact]
    public async Task Flapping_AProgram_IsToldOfEachAtOnce()
    {
        await using var rig = await HoldingRig.StartAsync(forPeople: false);
        await rig.AtAsync(0, "a", () => ReplicaDown());
        await rig.AtAsync(5, "a", () => ReplicaRecovered());
        Assert.Equal(["0 s ReplicaDown m1", "5 s ReplicaRecovered m1"], rig.Sent);
    }

    [Fact]
    public async Task Silence_APlannedFailoverWithinAWindow_IsNotToldButOnRecord()
    {
        await using var rig = await HoldingRig.StartAsync(silences: [Window(0, 2 * Hour)]);
        await rig.AtAsync(60, "a", () => Switched(planned: true));
        await rig.AtAsync(62, "a", () => Completed());
        await rig.UntilAsync(5 * Hour);
        Assert.Empty(rig.Sent);
        Assert.Equal(["MasterSwitched Silenced", "FailoverCompleted NotTold"], await rig.HeldAsync());
    }

    [Fact]
    public async Task Silence_StillOpenAtItsEnd_IsToldThenAndItsResolveToo()
    {
        await using var rig = await HoldingRig.StartAsync(silences: [Window(0, Hour)]);
        await rig.AtAsync(60, "a", () => MasterDown());
        await rig.AtAsync(90, "b", Topology);
        Assert.Equal(["MasterDown Silenced for now", "TopologyChanged Silenced"], await rig.HeldAsync());
        await rig.AtAsync(2 * Hour, "a", () => MasterRecovered());
        Assert.Equal(["3600 s MasterDown m1", "7200 s MasterRecovered m1"], rig.Sent);
    }

    [Fact]
    public async Task Silence_ToldBeforeAndOverWithin_TheResolveComesAtItsEnd()
    {
        await using var rig = await HoldingRig.StartAsync(silences: [Window(100, Hour)]);
        await rig.AtAsync(60, "a", () => MasterDown());
        await rig.AtAsync(120, "a", () => MasterRecovered());
        await rig.UntilAsync(2 * Hour);
        Assert.Equal(["60 s MasterDown m1", "3600 s MasterRecovered m1"], rig.Sent);
    }

    [Fact]
    public async Task Silence_OfOtherMasters_TouchesNothing()
    {
        await using var rig = await HoldingRig.StartAsync(silences: [Window(0, Hour) with { Match = new() { Masters = ["other-*"] } }]);
        await rig.AtAsync(60, "a", () => MasterDown());
        Assert.Equal(["60 s MasterDown m1"], rig.Sent);
    }

    [Fact]
    public async Task Silence_ByCron_ComesAgainEachNight()
    {
        // The rig begins at 22:00 UTC.
        await using var rig = await HoldingRig.StartAsync(silences: [new SilenceOptions { Name = "night", Cron = "0 0 2 * * ?", Duration = TimeSpan.FromHours(2), TimeZone = "UTC" }]);
        await rig.AtAsync(1 * Hour, "a", () => Switched(planned: true));
        await rig.AtAsync(4.5 * Hour, "b", () => Switched(epoch: 8, planned: true));
        await rig.AtAsync(4.6 * Hour, "b", () => Completed());
        await rig.AtAsync(7 * Hour, "c", () => Switched(epoch: 9, planned: true));
        await rig.AtAsync(28.5 * Hour, "d", () => Switched(epoch: 10, planned: true));
        await rig.AtAsync(28.6 * Hour, "d", () => Completed());
        await rig.UntilAsync(40 * Hour);
        Assert.Equal(["3600 s MasterSwitched m1", "25200 s MasterSwitched m1"], rig.Sent);
    }

    [Fact]
    public async Task Resolve_BelowTheSeverityOfTheRoute_ReachesWhoHeardAndNobodyElse()
    {
        await using var rig = await HoldingRig.StartAsync([HoldingRig.Route(route => route with { Match = new() { MinSeverity = Severity.Critical } })]);
        await rig.AtAsync(0, "a", () => MasterDown());
        await rig.AtAsync(9, "a", () => MasterRecovered());
        await rig.AtAsync(60, "b", () => ReplicaDown());
        await rig.AtAsync(90, "b", () => ReplicaRecovered());
        await rig.UntilAsync(Hour);
        Assert.Equal(["0 s MasterDown m1", "9 s MasterRecovered m1"], rig.Sent);
        Assert.Equal(2, (await rig.ReadAsync()).Count);
    }

    [Fact]
    public async Task Resolve_OfWhatWasRefused_IsNotTold()
    {
        await using var rig = await HoldingRig.StartAsync();
        rig.Answer = told => told.Latest is MasterDown ? new DeliveryOutcome.Rejected(DeliveryReason.Refused, "no") : new DeliveryOutcome.Delivered();
        await rig.AtAsync(0, "a", () => MasterDown());
        await rig.AtAsync(9, "a", () => MasterRecovered());
        Assert.Empty(rig.Sent);
        Assert.Equal(["MasterRecovered NotTold"], await rig.HeldAsync());
    }

    [Fact]
    public async Task Resolve_AskedForByKind_IsTold()
    {
        await using var rig = await HoldingRig.StartAsync([HoldingRig.Route(route => route with { Match = new() { Kinds = [EventKind.FailoverCompleted] } })]);
        await rig.AtAsync(0, "a", () => Switched());
        await rig.AtAsync(9, "a", () => Completed());
        Assert.Equal(["9 s FailoverCompleted m1"], rig.Sent);
    }

    [Fact]
    public async Task Resolve_ARouteThatNamesKinds_IsTakenAtItsWord()
    {
        await using var rig = await HoldingRig.StartAsync([HoldingRig.Route(route => route with { Match = new() { Kinds = [EventKind.MasterSwitched] } })]);
        await rig.AtAsync(0, "a", () => Switched());
        await rig.AtAsync(9, "a", () => Completed());
        Assert.Equal(["0 s MasterSwitched m1"], rig.Sent);
        Assert.Single(await rig.ReadAsync());
    }

    [Fact]
    public async Task Repeat_OpenForHours_IsToldAgainUntilItIsOver()
    {
        await using var rig = await HoldingRig.StartAsync([HoldingRig.Route(route => route with { RepeatInterval = TimeSpan.FromHours(1) })]);
        await rig.AtAsync(0, "a", () => MasterDown());
        await rig.AtAsync(2.5 * Hour, "a", () => MasterRecovered());
        await rig.UntilAsync(24 * Hour);
        Assert.Equal(["0 s MasterDown m1", "3600 s MasterDown m1 reminder 1", "7200 s MasterDown m1 reminder 2", "9000 s MasterRecovered m1"], rig.Sent);
        Assert.Distinct(rig.Notifications.Select(notification => notification.Id));
    }

    [Fact]
    public async Task Repeat_FurtherNewsOfTheIncident_StartsTheIntervalAnew()
    {
        await using var rig = await HoldingRig.StartAsync([HoldingRig.Route(route => route with { RepeatInterval = TimeSpan.FromHours(1) })]);
        await rig.AtAsync(0, "a", () => MasterDown());
        await rig.AtAsync(0.5 * Hour, "a", () => Switched());
        await rig.UntilAsync(1.6 * Hour);
        Assert.Equal(["0 s MasterDown m1", "1800 s MasterSwitched m1", "5400 s MasterSwitched m1 reminder 1"], rig.Sent);
    }

    [Fact]
    public async Task Repeat_WithinASilence_WaitsForItsEnd()
    {
        await using var rig = await HoldingRig.StartAsync([HoldingRig.Route(route => route with { RepeatInterval = TimeSpan.FromHours(1) })], [Window(0.5 * Hour, 3.5 * Hour)]);
        await rig.AtAsync(0, "a", () => MasterDown());
        await rig.UntilAsync(4 * Hour);
        Assert.Equal(["0 s MasterDown m1", "12600 s MasterDown m1 reminder 1"], rig.Sent);
    }

    [Fact]
    public async Task Repeat_WhatFellAgainWithoutAWord_IsRemindedOfAsLongAsItIsDown()
    {
        await using var rig = await HoldingRig.StartAsync([HoldingRig.Route(route => route with { RepeatInterval = TimeSpan.FromHours(1) })]);
        await rig.AtAsync(0, "a", () => ReplicaDown());
        await rig.AtAsync(10, "a", () => ReplicaRecovered());
        await rig.AtAsync(20, "b", () => ReplicaDown());
        await rig.AtAsync(1.5 * Hour, "b", () => ReplicaRecovered());
        await rig.UntilAsync(9 * Hour);
        Assert.Equal(["0 s ReplicaDown m1", "3620 s ReplicaDown m1 reminder 1", "5430 s ReplicaRecovered m1 after 1 flaps"], rig.Sent);
    }

    [Fact]
    public async Task Repeat_TheDestinationIsAway_TriesAgainSoon()
    {
        await using var rig = await HoldingRig.StartAsync([HoldingRig.Route(route => route with { RepeatInterval = TimeSpan.FromHours(1) })]);
        await rig.AtAsync(0, "a", () => MasterDown());
        var failures = 1;
        rig.Answer = _ => failures-- > 0 ? new DeliveryOutcome.Retry(DeliveryReason.Unreachable, "not there") : new DeliveryOutcome.Delivered();
        await rig.UntilAsync(1.5 * Hour);
        Assert.Equal(["0 s MasterDown m1", "3900 s MasterDown m1 reminder 1"], rig.Sent);
    }

    [Fact]
    public async Task Redeliver_WhatWasHeld_IsSentWhateverTheRulesSay()
    {
        await using var rig = await HoldingRig.StartAsync(silences: [Window(0, Hour)]);
        await rig.AtAsync(60, "a", Topology);
        await rig.RedeliverAsync(0);
        Assert.Equal(["60 s TopologyChanged m1"], rig.Sent);
    }

    private static SilenceOptions Window(double from, double to) => new()
    {
        Name = "patch",
        Start = new DateTimeOffset(2026, 3, 7, 22, 0, 0, TimeSpan.Zero).AddSeconds(from),
        End = new DateTimeOffset(2026, 3, 7, 22, 0, 0, TimeSpan.Zero).AddSeconds(to),
        Author = "ada",
        Comment = "patching",
    };
}
