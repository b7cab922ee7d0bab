using SentinelEvents.Contracts;
using SentinelEvents.Lab;
using SentinelEvents.Worker.Events;
using SentinelEvents.Worker.Sentinels;

namespace SentinelEvents.Integration.Sentinels;

public sealed class SentinelWatchTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Watch_OneConfiguredEndpoint_FindsTheTrioAndEachStaysOnItsOwnSentinel()
    {
        await using var servers = await RealSentinels.StartAsync(Cancellation);
        await using var watching = await Watching.StartAsync(Watching.Cluster(servers.Sentinels[0]), Cancellation);
        await watching.Until(seen => seen.OfType<SnapshotTaken>().Select(s => s.Sentinel.Id).Distinct().Count() == 3, "snapshots of three", Cancellation);

        var ids = new Dictionary<HostAddress, string>();
        foreach (var port in servers.Sentinels)
        {
            ids[RealSentinels.At(port)] = (await RealSentinels.AskAsync(port, null, "SENTINEL", "MYID")).Text!;
            await RealSentinels.AskAsync(port, null, "SENTINEL", "SET", RealSentinels.Master, "parallel-syncs", $"{port % 7 + 1}");
        }

        var all = await watching.Until(
            seen => seen.OfType<MessageHeard>().Where(m => m.Message is SetMessage).Select(m => m.Sentinel.Id).Distinct().Count() == 3, "+set of each", Cancellation);
        foreach (var heard in all.OfType<MessageHeard>().Where(m => m.Message is SetMessage))
        {
            Assert.Equal(ids[heard.Sentinel.Address], heard.Sentinel.Id);
            Assert.Equal($"{heard.Sentinel.Address.Port % 7 + 1}", ((SetMessage)heard.Message).Value);
        }

        foreach (var bySentinel in all.GroupBy(o => o.Sentinel.Id))
        {
            Assert.IsType<SentinelSighted>(bySentinel.First());
            var snapshot = bySentinel.OfType<SnapshotTaken>().First().Snapshot;
            var master = Assert.Single(snapshot.Masters);
            Assert.Equal((RealSentinels.Master, RealSentinels.At(servers.Nodes[0])), (master.Name, master.Address));
            Assert.Equal(2, master.Sentinels!.Count);
            Assert.Equal(RealSentinels.At(servers.Nodes[1]), Assert.Single(master.Replicas!).Address);
            Assert.Equal(new QuorumCheck(3, true, master.QuorumCheck!.Answer), master.QuorumCheck);
            Assert.StartsWith("7.", snapshot.Version, StringComparison.Ordinal);
            Assert.NotEmpty(snapshot.ProcessId);
        }

        Assert.Equal(3, watching.Watch.Sentinels.Count);
        Assert.All(watching.Watch.Sentinels, status => Assert.Equal(SentinelWatchState.Watching, status.State));
        Assert.All(watching.Watch.Sentinels, status => Assert.Null(status.LastProblem));
    }

    [Fact]
    public async Task Watch_RealFailover_EachSwitchIsFollowedByTheMasterReadWithItsEpoch()
    {
        await using var servers = await RealSentinels.StartAsync(Cancellation);
        await using var watching = await Watching.StartAsync(Watching.Cluster(servers.Sentinels), Cancellation);
        await watching.Until(seen => seen.OfType<SnapshotTaken>().Select(s => s.Sentinel.Id).Distinct().Count() == 3, "snapshots of three", Cancellation);
        servers.Kill(servers.Nodes[0]);
        var next = RealSentinels.At(servers.Nodes[1]);

        bool Switched(IGrouping<string, Observation> bySentinel) => bySentinel
            .SkipWhile(o => o is not MessageHeard { Message: SwitchMessage })
            .Any(o => o is MasterRead { Master: { ConfigEpoch: > 0 } master } && master.Address == next);
        var all = await watching.Until(seen => seen.GroupBy(o => o.Sentinel.Id).Count(Switched) == 3, "three switches, each with its read", Cancellation, 40);

        foreach (var bySentinel in all.GroupBy(o => o.Sentinel.Id))
        {
            var heard = (MessageHeard)bySentinel.First(o => o is MessageHeard { Message: SwitchMessage });
            Assert.Equal(new SwitchMessage(RealSentinels.Master, RealSentinels.At(servers.Nodes[0]), next), heard.Message);
            var read = (MasterRead)bySentinel.SkipWhile(o => o != heard).First(o => o is MasterRead { Master.ConfigEpoch: > 0 });
            TestContext.Current.TestOutputHelper?.WriteLine($"{heard.Sentinel.Address}: read {(read.At - heard.At).TotalMilliseconds} ms after the switch");
            Assert.True(read.At - heard.At < TimeSpan.FromMilliseconds(500), $"{read.At - heard.At}");
        }

        Assert.Single(all.OfType<MasterRead>().Where(r => r.Master?.Address == next).Select(r => r.Master!.ConfigEpoch).Distinct());
        Assert.Contains(all, o => o is MessageHeard { Message: ODownMessage });
        Assert.DoesNotContain(all, o => o is MessageHeard { Message: Unrecognised });

        watching.Watch.AskRole("local", RealSentinels.Master, next);
        watching.Watch.AskRole("local", RealSentinels.Master, RealSentinels.At(servers.Nodes[0]));
        var roles = (await watching.Until(seen => seen.OfType<RoleRead>().Count() == 2, "two roles", Cancellation)).OfType<RoleRead>().ToDictionary(r => r.Node, r => r.Role);
        Assert.Equal(RoleCheck.Verified, roles[next]);
        Assert.Equal(RoleCheck.Unreachable, roles[RealSentinels.At(servers.Nodes[0])]);
    }

    [Fact]
    public async Task AskRole_OfAReplica_IsContradicted()
    {
        await using var servers = await RealSentinels.StartAsync(Cancellation, sentinels: 1);
        await using var watching = await Watching.StartAsync(Watching.Cluster(servers.Sentinels), Cancellation);
        watching.Watch.AskRole("local", RealSentinels.Master, RealSentinels.At(servers.Nodes[1]));
        var all = await watching.Until(seen => seen.OfType<RoleRead>().Any(), "a role", Cancellation);
        Assert.Equal(RoleCheck.Contradicted, all.OfType<RoleRead>().Single().Role);
    }

    [Fact]
    public async Task Watch_FrozenSentinel_IsUnsightedWithinTheLimitAndComesBack()
    {
        await using var servers = await RealSentinels.StartAsync(Cancellation, sentinels: 1);
        await using var watching = await Watching.StartAsync(Watching.Cluster(servers.Sentinels), Cancellation);
        await watching.Until(seen => seen.OfType<SnapshotTaken>().Any(), "a snapshot", Cancellation);

        servers.Freeze(servers.Sentinels[0]);
        var frozenAt = TimeProvider.System.GetUtcNow();
        var seen = await watching.Until(seen => seen.OfType<SentinelUnsighted>().Any(), "unsighted", Cancellation);
        var lost = seen.OfType<SentinelUnsighted>().Single();
        Assert.True(lost.At - frozenAt < TimeSpan.FromSeconds(3.2), $"noticed after {lost.At - frozenAt}: {lost.Reason}");
        Assert.Equal(SentinelProblemKind.Silent, watching.Watch.Sentinels.Single().LastProblem!.Kind);

        servers.Thaw(servers.Sentinels[0]);
        await watching.Until(
            seen => seen.SkipWhile(o => o is not SentinelUnsighted).OfType<SnapshotTaken>().Any(), "sighted and a snapshot again", Cancellation);
    }

    [Fact]
    public async Task Watch_RestartedSentinel_IsFollowedWithItsIdAndANewProcess()
    {
        await using var servers = await RealSentinels.StartAsync(Cancellation, sentinels: 1);
        await using var watching = await Watching.StartAsync(Watching.Cluster(servers.Sentinels), Cancellation);
        await watching.Until(seen => seen.OfType<SnapshotTaken>().Any(), "a snapshot", Cancellation);
        servers.Kill(servers.Sentinels[0]);
        await watching.Until(seen => seen.OfType<SentinelUnsighted>().Any(), "unsighted", Cancellation, 2);
        servers.StartSentinel(servers.Sentinels[0]);
        var all = await watching.Until(seen => seen.OfType<SnapshotTaken>().Select(s => s.Snapshot.ProcessId).Distinct().Count() == 2, "a new process", Cancellation);
        Assert.Single(all.Select(o => o.Sentinel.Id).Distinct());
    }

    [Fact]
    public async Task Stop_RightAfterTheStart_EndsTheObservations()
    {
        for (var attempt = 0; attempt < 20; attempt++)
        {
            var watching = await Watching.StartAsync(Watching.Cluster(FreePorts.Take()), Cancellation);
            await watching.DisposeAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(20), TimeProvider.System, Cancellation);
        }
    }

    [Fact]
    public async Task Watch_SameSentinelTwice_IsWatchedOnce()
    {
        await using var servers = await RealSentinels.StartAsync(Cancellation, sentinels: 1);
        var cluster = Watching.Cluster(servers.Sentinels) with { Sentinels = [$"127.0.0.1:{servers.Sentinels[0]}", $"localhost:{servers.Sentinels[0]}"] };
        await using var watching = await Watching.StartAsync(cluster, Cancellation);
        await watching.Until(_ => watching.Watch.Sentinels.Any(s => s.LastProblem?.Kind == SentinelProblemKind.Duplicate), "the duplicate is told", Cancellation);
        await watching.Until(seen => seen.OfType<SnapshotTaken>().Count() > 2, "snapshots", Cancellation);
        Assert.Single(watching.Observed.OfType<SentinelSighted>());
    }

    [Fact]
    public async Task Watch_MastersNotFollowed_AreLeftOut()
    {
        await using var servers = await RealSentinels.StartAsync(Cancellation, sentinels: 1);
        await using var watching = await Watching.StartAsync(Watching.Cluster(servers.Sentinels) with { Masters = ["other*"] }, Cancellation);
        await watching.Until(seen => seen.OfType<SnapshotTaken>().Any(), "a snapshot", Cancellation);
        await RealSentinels.AskAsync(servers.Sentinels[0], null, "SENTINEL", "SET", RealSentinels.Master, "parallel-syncs", "3");
        await RealSentinels.AskAsync(servers.Sentinels[0], null, "SENTINEL", "MONITOR", "other 1 @ x", "127.0.0.1", $"{servers.Nodes[0]}", "1");
        var all = await watching.Until(seen => seen.OfType<SnapshotTaken>().Any(s => s.Snapshot.Masters.Count == 1), "the other master", Cancellation);
        Assert.DoesNotContain(all, o => o is MessageHeard { Message: SetMessage });
        Assert.Equal("other 1 @ x", Assert.Single(all.OfType<SnapshotTaken>().Last().Snapshot.Masters).Name);
        Assert.Contains(all, o => o is MessageHeard { Message: MonitorMessage { Master.Name: "other 1 @ x" } });
    }

    [Fact]
    public async Task Watch_QueueFull_MissesAreToldByASnapshotInOrder()
    {
        await using var servers = await RealSentinels.StartAsync(Cancellation, sentinels: 1);
        var settings = new SentinelWatchSettings { QueueCapacity = 4, Seed = 1 };
        var startedAt = TimeProvider.System.GetUtcNow();
        await using var watching = await Watching.StartAsync(Watching.Cluster(servers.Sentinels), Cancellation, settings, read: false);
        await watching.Until(_ => watching.Watch.Sentinels.Any(s => s.State == SentinelWatchState.Watching), "watching", Cancellation);
        for (var i = 1; i <= 20; i++)
        {
            await RealSentinels.AskAsync(servers.Sentinels[0], null, "SENTINEL", "SET", RealSentinels.Master, "parallel-syncs", $"{i}");
        }

        await watching.Until(_ => watching.Watch.Sentinels.Single().Missed > 0, "misses", Cancellation);
        watching.Read();
        var missed = watching.Watch.Sentinels.Single().Missed;
        var all = await watching.Until(seen => seen.OfType<SnapshotTaken>().Sum(s => s.Missed) == watching.Watch.Sentinels.Single().Missed, "all misses told", Cancellation);
        Assert.True(missed > 0);
        Assert.All(all.OfType<SnapshotTaken>(), taken => Assert.Equal(taken.Missed > 0, taken.MissedSince is not null));
        var gap = all.OfType<SnapshotTaken>().First(taken => taken.Missed > 0);

        // Not held against what went in before it: that may have been read on another thread while the missed one came.
        Assert.True(startedAt <= gap.MissedSince && gap.MissedSince <= gap.At, $"started at {startedAt:O}, missed since {gap.MissedSince:O}, read at {gap.At:O}");
        Assert.Equal(20, all.OfType<SnapshotTaken>().Last().Snapshot.Masters.Single().Settings.ParallelSyncs);
        var values = all.OfType<MessageHeard>().Select(m => m.Message).OfType<SetMessage>().Select(m => int.Parse(m.Value, null)).ToArray();
        Assert.Equal(values.Order(), values);
        Assert.Single(watching.Log.Lines, line => line.Contains("queue of observations is full", StringComparison.Ordinal));
    }
}
