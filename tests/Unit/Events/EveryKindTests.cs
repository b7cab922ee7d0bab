using SentinelEvents.Contracts;
using SentinelEvents.Worker.Commands;
using SentinelEvents.Worker.Delivery.Holding;
using SentinelEvents.Worker.Events;
using SentinelEvents.Worker.Notifications;
using SentinelEvents.Worker.Status.Metrics;
using SentinelEvents.Worker.Status.Pages;

namespace SentinelEvents.Unit.Events;

/// <summary>Places that tell kinds of event apart and would pass over a new one without a word.</summary>
public sealed class EveryKindTests
{
    public static TheoryData<EventKind> Kinds => [.. Enum.GetValues<EventKind>()];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void EventSummary_AnyKind_SaysSomething(EventKind kind) => Assert.NotEmpty(EventSummary.Of(SampleEvents.Of(kind)));

    [Theory]
    [MemberData(nameof(Kinds))]
    public void EventWording_AnyKind_HasHeadlineMeaningAndAdvice(EventKind kind)
    {
        var text = EventWording.Of(SampleEvents.Of(kind));
        Assert.All([text.FullHeadline, text.Meaning, text.Advice], Assert.NotEmpty);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void IncidentMetric_AnyKind_IsCountedIfItOpensAnIncident(EventKind kind) => Assert.Equal(
        IncidentRoles.Of(kind) == IncidentRole.Opens,
        ClusterFigures.Kinds.Any(counted => counted.Kind == kind));

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Mark_AnyKindThatResolves_IsGoodNews(EventKind kind)
    {
        var sample = SampleEvents.Of(kind);
        Assert.Equal(IncidentRoles.Of(kind) == IncidentRole.Resolves && sample.Severity == Severity.Info, Marks.Of(sample).Word == "resolved");
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void GroupState_AnyKindThatIsGrouped_HasAWordOfItsOwn(EventKind kind) =>
        Assert.Equal(kind == EventKind.HealthReported, GroupState.Of(kind).Word == "more");
}
