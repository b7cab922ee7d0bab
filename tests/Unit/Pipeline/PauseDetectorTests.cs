using Microsoft.Extensions.Time.Testing;
using SentinelEvents.Worker.Pipeline;

namespace SentinelEvents.Unit.Pipeline;

public sealed class PauseDetectorTests
{
    private readonly FakeTimeProvider time = new();

    [Fact]
    public void Take_BeatsAsTheyShould_FindsNothing()
    {
        var detector = new PauseDetector(time);
        for (var beat = 0; beat < 20; beat++)
        {
            time.Advance(PauseDetector.Period);
            detector.Beat();
        }

        Assert.Null(detector.Take());
    }

    [Fact]
    public void Take_ProcessStoodStill_FindsItOnceWhoeverBeatFirst()
    {
        var detector = new PauseDetector(time);
        time.Advance(TimeSpan.FromMinutes(1));
        // The timer wakes before the loop does, and again.
        detector.Beat();
        time.Advance(PauseDetector.Period);
        detector.Beat();

        Assert.Equal(TimeSpan.FromMinutes(1), detector.Take());
        Assert.Null(detector.Take());
    }
}
