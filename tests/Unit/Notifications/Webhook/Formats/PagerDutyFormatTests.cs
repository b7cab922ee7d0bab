using System.Text.Json.Nodes;
using SentinelEvents.Contracts;
using SentinelEvents.Tests;
using SentinelEvents.Worker.Delivery;

namespace SentinelEvents.Unit.Notifications.Webhook.Formats;

public sealed class PagerDutyFormatTests
{
    [Theory]
    [InlineData(EventKind.MasterDown, "trigger")]
    [InlineData(EventKind.FailoverFailed, "trigger")]
    [InlineData(EventKind.MasterSwitched, "trigger acknowledge")]
    [InlineData(EventKind.FailoverCompleted, "resolve")]
    [InlineData(EventKind.MasterRecovered, "resolve")]
    [InlineData(EventKind.MasterSuspected, "")]
    [InlineData(EventKind.FailoverStarted, "")]
    [InlineData(EventKind.TopologyChanged, "")]
    public void Write_EachKind_IsTheActionsOfItsIncident(EventKind kind, string actions) => Assert.Equal(actions, Actions(IncidentSamples.Ended(kind)));

    [Fact]
    public void Write_PlannedSwitch_WakesNobody()
    {
        Assert.Equal("", Actions((MasterSwitched)Samples.Of(EventKind.MasterSwitched) with { Planned = true }));
        Assert.Equal("", Actions((FailoverCompleted)Samples.Of(EventKind.FailoverCompleted) with { Planned = true }));
    }

    [Fact]
    public void Write_FailoverThatLeftTwoMastersOrNone_DoesNotResolve()
    {
        Assert.Equal("trigger", Actions((FailoverCompleted)IncidentSamples.Ended(EventKind.FailoverCompleted) with { NewMasterRole = RoleCheck.Contradicted }));
        Assert.Equal("trigger", Actions((FailoverCompleted)IncidentSamples.Ended(EventKind.FailoverCompleted) with { OldMasterWritable = OldMasterWritable.Yes }));
    }

    [Fact]
    public void Write_IncidentFromBeginningToEnd_HasOneKey()
    {
        var keys = new[] { EventKind.MasterDown, EventKind.MasterSwitched, EventKind.FailoverCompleted }
            .SelectMany(kind => FormatCases.Write("PagerDuty", Notification.Of(Samples.Of(kind))))
            .Select(message => (string?)JsonNode.Parse(message.Body)!["dedup_key"]);
        Assert.Equal(Samples.Of(EventKind.MasterDown).IncidentId.ToString(), Assert.Single(keys.Distinct()));
    }

    private static string Actions(SentinelEvent sentinelEvent) => string.Join(
        ' ', FormatCases.Write("PagerDuty", Notification.Of(sentinelEvent)).Select(message => (string?)JsonNode.Parse(message.Body)!["event_action"]));
}
