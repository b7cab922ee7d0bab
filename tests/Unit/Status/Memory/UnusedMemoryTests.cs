using Microsoft.Extensions.Time.Testing;
using SentinelEvents.Tests;
using SentinelEvents.Worker.Status.Memory;

namespace SentinelEvents.Unit.Status.Memory;

/// <summary>Alone: what others take meanwhile is memory of the same process.</summary>
[Collection(nameof(UnusedMemoryTests))]
[CollectionDefinition(nameof(UnusedMemoryTests), DisableParallelization = true)]
public sealed class UnusedMemoryTests
{
    private readonly FakeTimeProvider time = new();

    [Fact]
    public async Task Run_HalfAMinuteAfterTheStart_GivesBackAHeapThatIsNotUsed()
    {
        var used = Fill(64);
        GC.Collect();
        var before = Committed;
        used.Clear();
        using var memory = new UnusedMemory(time);
        await memory.StartAsync(TestContext.Current.CancellationToken);
        time.Advance(UnusedMemory.AfterTheStart - TimeSpan.FromSeconds(1));
        Assert.InRange(Committed, before - (16L << 20), long.MaxValue);

        await Until.TrueAsync(() => Committed <= before - (32L << 20), () => $"{Committed} of {before} bytes", () => time.Advance(TimeSpan.FromSeconds(1)));
        await memory.StopAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Run_FileThatNobodyLooksAtAnyMore_IsLetGoOfAgainAndAgain()
    {
        using var file = new MappedTestFile(megabytes: 8);
        using var memory = new UnusedMemory(time);
        await memory.StartAsync(TestContext.Current.CancellationToken);

        for (var looks = 0; looks < 5; looks++)
        {
            file.LookAtAll();
            Assert.InRange(file.ResidentKilobytes, 8 << 10, long.MaxValue);
            var pause = looks == 0 ? UnusedMemory.AfterTheStart : UnusedMemory.Every;
            var since = time.GetUtcNow();
            await Until.TrueAsync(() => file.ResidentKilobytes == 0, () => $"{file.ResidentKilobytes} kB are still there", () => time.Advance(pause / 6));
            Assert.InRange(time.GetUtcNow() - since, pause / 2, TimeSpan.MaxValue);
        }

        Assert.True(file.IsAsWritten());
        await memory.StopAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task GiveBack_HeapAndFileThatAreNotUsed_AreGivenBackAtOnce()
    {
        using var file = new MappedTestFile(megabytes: 8);
        using var memory = new UnusedMemory(time);
        file.LookAtAll();
        await memory.StartAsync(TestContext.Current.CancellationToken);
        await Until.TrueAsync(() => file.ResidentKilobytes == 0, () => $"{file.ResidentKilobytes} kB are still there", () => time.Advance(TimeSpan.FromSeconds(10)));
        file.LookAtAll();
        var used = Fill(64);
        GC.Collect();
        var before = Committed;
        used.Clear();

        memory.GiveBack();

        Assert.InRange(Committed, 0, before - (32L << 20));
        Assert.Equal(0, file.ResidentKilobytes);
        Assert.True(file.IsAsWritten());
        await memory.StopAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public void GiveBack_BeforeTheFirstLook_LetsGoOfNoFile()
    {
        using var file = new MappedTestFile(megabytes: 8);
        using var memory = new UnusedMemory(time);
        file.LookAtAll();

        memory.GiveBack();

        Assert.InRange(file.ResidentKilobytes, 8 << 10, long.MaxValue);
    }

    [Fact]
    public async Task Run_StoppedBefore_EndsAtOnce()
    {
        using var memory = new UnusedMemory(time);
        await memory.StartAsync(TestContext.Current.CancellationToken);

        await memory.StopAsync(TestContext.Current.CancellationToken);

        Assert.True(memory.ExecuteTask!.IsCompleted);
    }

    private static long Committed => GC.GetGCMemoryInfo(GCKind.Any).TotalCommittedBytes;

    // What the calling method holds may live as long as that runs.
    private static List<byte[]> Fill(int megabytes) => [.. Enumerable.Range(0, megabytes).Select(_ => new byte[1 << 20])];
}
