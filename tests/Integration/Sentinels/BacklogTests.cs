using SentinelEvents.Worker.Events;
using SentinelEvents.Worker.Sentinels;

namespace SentinelEvents.Integration.Sentinels;

public sealed class BacklogTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Watch_NobodyTakesObservations_MessagesAreKeptAndSnapshotsWaitUntilTheBacklogIsGone()
    {
        const int limit = 8;
        await using var servers = await RealSentinels.StartAsync(Cancellation, sentinels: 1);
        var cluster = Watching.Cluster(servers.Sentinels) with { SnapshotInterval = TimeSpan.FromSeconds(1) };
        await using var watching = await Watching.StartAsync(cluster, Cancellation, new SentinelWatchSettings { BacklogLimit = limit, Seed = 1 }, read: false);
        await watching.Until(_ => watching.Watch.Waiting > limit, "a backlog of snapshots", Cancellation, 30);
        var waiting = watching.Watch.Waiting;
        Assert.True(waiting <= limit + 2, $"{waiting} waiting");

        // Each asks for a snapshot, over more than two intervals.
        const int messages = 12;
        for (var number = 1; number <= messages; number++)
        {
            await RealSentinels.AskAsync(servers.Sentinels[0], null, "SENTINEL", "SET", RealSentinels.Master, "parallel-syncs", $"{number}");
            await Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System, Cancellation);
        }

        await watching.Until(_ => watching.Watch.Waiting >= waiting + messages, "the messages", Cancellation);
        watching.Read();
        var all = await watching.Until(
            seen => seen.SkipWhile(o => o is not MessageHeard { Message: SetMessage { Value: "12" } }).OfType<SnapshotTaken>().Any(), "a snapshot after the backlog", Cancellation, 5);
        var between = all.SkipWhile(o => o is not MessageHeard { Message: SetMessage }).TakeWhile(o => o is not MessageHeard { Message: SetMessage { Value: "12" } }).ToList();
        Assert.Equal(messages - 1, between.Count(o => o is MessageHeard { Message: SetMessage }));
        Assert.DoesNotContain(between, o => o is SnapshotTaken);
        var next = all.SkipWhile(o => o is not MessageHeard { Message: SetMessage { Value: "12" } }).OfType<SnapshotTaken>().First();
        Assert.Equal((messages, 0), (next.Snapshot.Masters.Single().Settings.ParallelSyncs, (int)next.Missed));
        await watching.Until(_ => watching.Watch.Waiting == 0, "nothing waits", Cancellation);
    }
}
