using SentinelEvents.Worker.Delivery;
using SentinelEvents.Worker.Events;

namespace SentinelEvents.Worker.Notifications.Webhook;

/// <summary>
/// Spaces the requests to one receiver, and holds them back for as long as it asked for. A request waits for its turn here, because a turn comes within
/// seconds: as a failed attempt it would count as trouble of the destination. What lies further ahead is left to the schedule.
/// </summary>
internal sealed class WebhookPace(TimeSpan interval, TimeProvider time)
{
    /// <summary>Longer than the attempts at one time need at one a second.</summary>
    public static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(10);

    private readonly Lock _lock = new();
    private DateTimeOffset _next = DateTimeOffset.MinValue;
    private DateTimeOffset _heldUntil = DateTimeOffset.MinValue;

    /// <summary>Waits for a turn.</summary>
    /// <returns>Null: it has come. Else when to try again, since it is too long to wait.</returns>
    public async Task<DateTimeOffset?> TurnAsync(CancellationToken cancellation)
    {
        while (true)
        {
            var (turn, now) = Reserve();
            if (turn - now > LongestWait)
            {
                return turn;
            }

            if (turn > now)
            {
                // Not on a stroke of the clock: after a turn that came late the next would come too soon.
                await Task.Delay(turn - now, SteadyClock.WallOf(time), cancellation);
            }

            // The answer to another request may have asked for a pause meanwhile.
            if (!IsHeld())
            {
                return null;
            }
        }
    }

    /// <summary>The receiver asked to be left alone.</summary>
    public void Hold(DateTimeOffset until)
    {
        var latest = time.GetUtcNow() + RetrySchedule.LongestAskedDelay;
        lock (_lock)
        {
            // One answer does not take back what another asked for.
            var held = until < latest ? until : latest;
            _heldUntil = held > _heldUntil ? held : _heldUntil;
        }
    }

    private (DateTimeOffset Turn, DateTimeOffset Now) Reserve()
    {
        var now = time.GetUtcNow();
        lock (_lock)
        {
            var earliest = _heldUntil > now ? _heldUntil : now;
            var turn = _next > earliest ? _next : earliest;
            if (turn - now <= LongestWait)
            {
                _next = turn + interval;
            }

            return (turn, now);
        }
    }

    private bool IsHeld()
    {
        lock (_lock)
        {
            return _heldUntil > time.GetUtcNow();
        }
    }
}
