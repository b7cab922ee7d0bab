using Microsoft.Extensions.Time.Testing;
using SentinelEvents.Tests;
using SentinelEvents.Unit.Notifications.Heartbeat;
using SentinelEvents.Worker.Delivery;

namespace SentinelEvents.Unit.Delivery;

public sealed class PulseLoopTests : IVitalSigns
{
    private readonly CollectingLogger<PulseLoopTests> log = new();
    private readonly FakeTimeProvider time = new();

    public string? Problem { get; set; }

    [Theory]
    [InlineData(true, "GET /t0ken/fail")]
    [InlineData(false, null)]
    public async Task Run_WhileWatchingWorks_CallsEachInterval_AndElseTheFailUrlOrNobody(bool withFailUrl, string? failing)
    {
        await using var rig = await HeartbeatRig.StartAsync(_ => Task.CompletedTask, withFailUrl: withFailUrl, interval: TimeSpan.FromSeconds(30));
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var counted = 0;
        var running = new PulseLoop((IPulsing)rig.Destination, "alive", this, _ => Interlocked.Increment(ref counted), time, log).RunAsync(stop.Token);
        await CallsAsync(3);
        Assert.All(rig.Calls, call => Assert.Equal("GET /t0ken?key=hush", call));

        Problem = "too few sentinels are seen to agree in local";
        await Until.TrueAsync(() => log.Count(4030) == 1, () => "not withheld", () => time.Advance(TimeSpan.FromSeconds(1)));
        var before = rig.Calls.Count(call => call == "GET /t0ken?key=hush");
        for (var second = 0; second < 120; second++)
        {
            time.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        if (failing is not null)
        {
            await Until.TrueAsync(() => rig.Calls.Count(call => call == failing) >= 2, () => string.Join(", ", rig.Calls), () => time.Advance(TimeSpan.FromSeconds(1)));
        }

        Assert.Equal(before, rig.Calls.Count(call => call == "GET /t0ken?key=hush"));
        Problem = null;
        await Until.TrueAsync(() => rig.Calls.Count(call => call == "GET /t0ken?key=hush") > before, () => string.Join(", ", rig.Calls), () => time.Advance(TimeSpan.FromSeconds(1)));
        Assert.Equal((1, 1), (log.Count(4030), log.Count(4031)));
        await stop.CancelAsync();
        await running;
        Assert.InRange(counted, 4, rig.Calls.Count);

        Task CallsAsync(int count) => Until.TrueAsync(() => rig.Calls.Count >= count, () => $"{rig.Calls.Count} calls", () => time.Advance(TimeSpan.FromSeconds(1)));
    }

    [Fact]
    public async Task Run_NoInterval_CallsNobody()
    {
        await using var rig = await HeartbeatRig.StartAsync(_ => Task.CompletedTask);
        await new PulseLoop((IPulsing)rig.Destination, "alive", this, _ => { }, time, log).RunAsync(TestContext.Current.CancellationToken);
        Assert.Empty(rig.Calls);
    }
}
