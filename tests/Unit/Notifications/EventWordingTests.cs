using SentinelEvents.Contracts;
using SentinelEvents.Tests;
using SentinelEvents.Worker.Notifications;

namespace SentinelEvents.Unit.Notifications;

public sealed class EventWordingTests
{
    [Fact]
    public void Length_PhasesLongerThanATime_IsTheLongest()
    {
        var sample = (FailoverCompleted)Samples.Of(EventKind.FailoverCompleted);
        var phase = sample.Phases[0];

        Assert.Equal(TimeSpan.MaxValue, EventWording.Length(sample with { Phases = [phase with { Took = TimeSpan.MaxValue }, phase with { Took = TimeSpan.FromSeconds(1) }] }));
        Assert.Equal(TimeSpan.FromSeconds(3), EventWording.Length(sample with { Phases = [phase with { Took = TimeSpan.FromSeconds(1) }, phase with { Took = TimeSpan.FromSeconds(2) }] }));
        Assert.Null(EventWording.Length(sample with { Phases = [] }));
    }
}
