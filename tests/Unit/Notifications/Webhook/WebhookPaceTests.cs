using Microsoft.Extensions.Time.Testing;
using SentinelEvents.Tests;
using SentinelEvents.Worker.Delivery;
using SentinelEvents.Worker.Events;
using SentinelEvents.Worker.Notifications.Webhook;

namespace SentinelEvents.Unit.Notifications.Webhook;

public sealed class WebhookPaceTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private readonly FakeTimeProvider _time = new();

    [Fact]
    public async Task Turn_ManyAtOnce_ComeOneAfterTheOther()
    {
        var pace = new WebhookPace(TimeSpan.FromSeconds(1), _time);
        var turns = Enumerable.Range(0, 8).Select(_ => pace.TurnAsync(Cancellation)).ToList();
        for (var come = 1; come <= turns.Count; come++)
        {
            await Until.TrueAsync(() => turns.Count(turn => turn.IsCompleted) == come, () => $"{turns.Count(turn => turn.IsCompleted)} instead of {come}");
            _time.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.All(await Task.WhenAll(turns), Assert.Null);
    }

    /// <summary>The service's clock lets timers go off together, which would bring one turn late and the next too soon after it.</summary>
    [Fact]
    public async Task Turn_OnAClockWithStrokes_ComesToTheMillisecond()
    {
        var pace = new WebhookPace(TimeSpan.FromSeconds(1), new SteadyClock(_time, () => 7_203));
        await pace.TurnAsync(Cancellation);
        var next = pace.TurnAsync(Cancellation);

        _time.Advance(TimeSpan.FromMilliseconds(999));
        Assert.False(next.IsCompleted);
        _time.Advance(TimeSpan.FromMilliseconds(1));

        Assert.Null(await next.WaitAsync(TimeSpan.FromSeconds(10), TimeProvider.System, Cancellation));
    }

    [Fact]
    public async Task Turn_TooFarAhead_IsLeftToTheSchedule()
    {
        var pace = new WebhookPace(TimeSpan.FromSeconds(1), _time);
        var turns = Enumerable.Range(0, 11).Select(_ => pace.TurnAsync(Cancellation)).ToList();
        var late = pace.TurnAsync(Cancellation);
        Assert.Equal(_time.Start.AddSeconds(11), await late);
        await Until.TrueAsync(() => turns.TrueForAll(turn => turn.IsCompleted), () => "turns did not come", () => _time.Advance(TimeSpan.FromSeconds(1)));
    }

    [Fact]
    public async Task Turn_WhileItWaitsThePauseGrows_IsNotTaken()
    {
        var pace = new WebhookPace(TimeSpan.FromSeconds(1), _time);
        await pace.TurnAsync(Cancellation);
        var waiting = pace.TurnAsync(Cancellation);
        pace.Hold(_time.Start.AddMinutes(5));
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(_time.Start.AddMinutes(5), await waiting);
    }

    [Fact]
    public async Task Hold_Forever_IsClamped()
    {
        var pace = new WebhookPace(TimeSpan.Zero, _time);
        pace.Hold(_time.Start.AddYears(1));
        Assert.Equal(_time.Start + RetrySchedule.LongestAskedDelay, await pace.TurnAsync(Cancellation));
    }

    [Fact]
    public async Task Hold_ShorterOneAfterALongerOne_ShortensNothing()
    {
        var pace = new WebhookPace(TimeSpan.Zero, _time);
        pace.Hold(_time.Start.AddMinutes(5));
        pace.Hold(_time.Start.AddSeconds(1));
        Assert.Equal(_time.Start.AddMinutes(5), await pace.TurnAsync(Cancellation));
    }
}
