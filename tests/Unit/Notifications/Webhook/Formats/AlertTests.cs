using SentinelEvents.Contracts;
using SentinelEvents.Tests;
using SentinelEvents.Worker.Delivery;
using SentinelEvents.Worker.Notifications.Webhook.Formats;

namespace SentinelEvents.Unit.Notifications.Webhook.Formats;

public sealed class AlertTests
{
    [Theory]
    [InlineData(EventKind.MasterDown, EventKind.MasterRecovered)]
    [InlineData(EventKind.MasterDown, EventKind.FailoverCompleted)]
    [InlineData(EventKind.MasterSwitched, EventKind.FailoverCompleted)]
    [InlineData(EventKind.FailoverFailed, EventKind.FailoverCompleted)]
    [InlineData(EventKind.MasterSwitchUnconfirmed, EventKind.FailoverCompleted)]
    [InlineData(EventKind.ReplicaDown, EventKind.ReplicaRecovered)]
    [InlineData(EventKind.SentinelDown, EventKind.SentinelRecovered)]
    [InlineData(EventKind.QuorumLost, EventKind.QuorumRestored)]
    [InlineData(EventKind.ViewsDiverged, EventKind.ViewsConverged)]
    [InlineData(EventKind.TiltEntered, EventKind.TiltLeft)]
    [InlineData(EventKind.SightLost, EventKind.SightRestored)]
    public void Of_BeginningAndEnd_AreOneAlert(EventKind beginning, EventKind end)
    {
        var begins = Alert.Of(Notification.Of(Samples.Of(beginning))).Single();
        var ends = Alert.Of(Notification.Of(IncidentSamples.Ended(end))).Single();
        Assert.Equal(begins.Labels, ends.Labels);
        Assert.Equal(begins.Fingerprint, ends.Fingerprint);
        Assert.True(begins.Firing);
        Assert.False(ends.Firing);
    }

    [Theory]
    [InlineData(EventKind.MasterDown)]
    [InlineData(EventKind.TiltEntered)]
    [InlineData(EventKind.MasterSwitchUnconfirmed)]
    public void Of_EventOfTheLastDayThereIs_EndsThen(EventKind kind) =>
        Assert.Equal(DateTimeOffset.MaxValue, Alert.Of(Notification.Of(Samples.Of(kind) with { OccurredAt = DateTimeOffset.MaxValue })).Single().EndsAt);

    [Fact]
    public void Of_BeginningAndEndTogether_IsTheEndAlone()
    {
        var alert = Alert.Of(new Notification { Events = [Samples.Of(EventKind.MasterDown), Samples.Of(EventKind.MasterRecovered)] }).Single();
        Assert.False(alert.Firing);
    }
}
