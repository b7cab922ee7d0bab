using Microsoft.Extensions.DependencyInjection;
using SentinelEvents.Contracts;
using SentinelEvents.Tests;
using SentinelEvents.Unit.Journal;
using SentinelEvents.Worker.Health;
using SentinelEvents.Worker.Status.Feed;

namespace SentinelEvents.Unit.Status;

public sealed class HealthWatchTests
{
    private const string Quiet = """
        sentinels a b c
        master mymaster at 10.0.0.1:6379 epoch 1 replicas 10.0.0.2:6379,10.0.0.3:6379
        start
        5
        """;

    [Fact]
    public async Task Watch_NothingHappens_AssessesAllEveryFiveMinutes()
    {
        await using var rig = await ApiRig.StartAsync(Seen.After(Quiet));
        rig.Health = [new ClusterHealth("local", rig.Time.GetUtcNow(), [new MasterHealth { Cluster = "local", Master = "mymaster", Verdict = HealthVerdict.AtRisk, Reasons = ["one replica"] }], [])];

        await PassAsync(rig, TimeSpan.FromSeconds(615));

        Assert.Equal(["all", "all", "all"], rig.Assessed);
        Assert.Equal(3, rig.GivenBack);
        var failover = (await rig.GetAsync("/api/masters"))["items"]![0]!["failover"]!;
        Assert.Equal(("AtRisk", "one replica"), ((string)failover["verdict"]!, (string)failover["reasons"]![0]!));
    }

    [Fact]
    public async Task Watch_SomethingChanged_AssessesItsClusterOnceItIsQuiet()
    {
        await using var rig = await ApiRig.StartAsync(Seen.After(Quiet));
        await PassAsync(rig, TimeSpan.FromSeconds(30));
        Assert.Equal(["all"], rig.Assessed);

        await rig.CommitAsync(TestEvents.Down("k1").Event, TestEvents.Report("r1").Event);
        await ReadAsync(rig, 2);
        await PassAsync(rig, TimeSpan.FromSeconds(8));
        await rig.CommitAsync(TestEvents.Down("k2").Event);
        await ReadAsync(rig, 3);
        await PassAsync(rig, TimeSpan.FromSeconds(8));
        Assert.Equal(["all"], rig.Assessed);

        await PassAsync(rig, TimeSpan.FromSeconds(8));
        Assert.Equal(["all", "local"], rig.Assessed);
        await PassAsync(rig, TimeSpan.FromSeconds(60));
        Assert.Equal(["all", "local"], rig.Assessed);
        Assert.Equal(1, rig.GivenBack);
    }

    [Fact]
    public async Task Watch_NeverQuiet_AssessesOnceAMinute()
    {
        await using var rig = await ApiRig.StartAsync(Seen.After(Quiet));
        await PassAsync(rig, TimeSpan.FromSeconds(30));

        for (var number = 0; number < 26; number++)
        {
            await rig.CommitAsync(TestEvents.Down($"k{number}").Event);
            await ReadAsync(rig, number + 1);
            await PassAsync(rig, TimeSpan.FromSeconds(5));
        }

        Assert.Equal(["all", "local", "local"], rig.Assessed);
        Assert.Equal(1, rig.GivenBack);
    }

    [Fact]
    public async Task Watch_QuietAgainAMinuteAfterTheLastAssessment_GivesMemoryBackBeforeTheNext()
    {
        await using var rig = await ApiRig.StartAsync(Seen.After(Quiet));
        await PassAsync(rig, TimeSpan.FromSeconds(90));
        await rig.CommitAsync(TestEvents.Down("k1").Event);
        await ReadAsync(rig, 1);

        await PassAsync(rig, TimeSpan.FromSeconds(20));

        Assert.Equal(["all", "local"], rig.Assessed);
        Assert.Equal(2, rig.GivenBack);
    }

    /// <summary>Lets time pass second by second, each time until nobody is busy any more.</summary>
    private static async Task PassAsync(ApiRig rig, TimeSpan length)
    {
        for (var passed = TimeSpan.Zero; passed < length; passed += TimeSpan.FromSeconds(1))
        {
            rig.Time.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(TimeSpan.FromMilliseconds(3), TimeProvider.System, TestContext.Current.CancellationToken);
        }
    }

    private static Task ReadAsync(ApiRig rig, long position)
    {
        var feed = rig.Services.GetRequiredService<EventFeed>();
        return Until.TrueAsync(() => feed.Now.Position == position, () => $"{feed.Now.Position}");
    }
}
