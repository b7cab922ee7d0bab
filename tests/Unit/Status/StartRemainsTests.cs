using Microsoft.Extensions.Time.Testing;
using SentinelEvents.Tests;
using SentinelEvents.Worker.Status;

namespace SentinelEvents.Unit.Status;

/// <summary>Alone: what others take meanwhile is memory of the same process.</summary>
[Collection(nameof(StartRemainsTests))]
[CollectionDefinition(nameof(StartRemainsTests), DisableParallelization = true)]
public sealed class StartRemainsTests
{
    private readonly FakeTimeProvider time = new();

    [Fact]
    public async Task Run_HalfAMinuteAfterTheStart_GivesBackAHeapThatIsNotUsed()
    {
        var used = Fill(64);
        GC.Collect();
        var before = GC.GetGCMemoryInfo(GCKind.Any).TotalCommittedBytes;
        used.Clear();
        using var remains = new StartRemains(time);
        await remains.StartAsync(TestContext.Current.CancellationToken);
        Assert.False(remains.ExecuteTask!.IsCompleted);

        await Until.TrueAsync(() => remains.ExecuteTask.IsCompleted, () => $"it is {remains.ExecuteTask.Status}", () => time.Advance(TimeSpan.FromSeconds(1)));
        await remains.ExecuteTask;
        Assert.InRange(GC.GetGCMemoryInfo(GCKind.Any).TotalCommittedBytes, 0, before - (32L << 20));
    }

    [Fact]
    public async Task Run_StoppedBefore_EndsAtOnce()
    {
        using var remains = new StartRemains(time);
        await remains.StartAsync(TestContext.Current.CancellationToken);

        await remains.StopAsync(TestContext.Current.CancellationToken);

        Assert.True(remains.ExecuteTask!.IsCompleted);
    }

    // What the calling method holds may live as long as that runs.
    private static List<byte[]> Fill(int megabytes) => [.. Enumerable.Range(0, megabytes).Select(_ => new byte[1 << 20])];
}
