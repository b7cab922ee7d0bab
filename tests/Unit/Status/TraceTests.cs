using System.Diagnostics;
using Microsoft.Extensions.Logging.Abstractions;
using OpenTelemetry;
using OpenTelemetry.Trace;
using SentinelEvents.Contracts;
using SentinelEvents.Tests;
using SentinelEvents.Unit.Delivery;
using SentinelEvents.Unit.Notifications.Webhook;
using SentinelEvents.Unit.Pipeline;
using SentinelEvents.Worker.Delivery;
using SentinelEvents.Worker.Events;

namespace SentinelEvents.Unit.Status;

public sealed class TraceTests
{
    private readonly List<Activity> exported = [];

    [Fact]
    public async Task Event_FromTheFirstReportToEachDelivery_IsOneTrace()
    {
        using var provider = Sdk.CreateTracerProviderBuilder().AddSource(Telemetry.Name).SetSampler(new AlwaysOnSampler()).AddInMemoryExporter(exported).Build();
        var journal = new ScriptedJournal();
        await using var rig = new PipelineRig(journal);
        await rig.StartAsync();
        await rig.PassAsync(TimeSpan.FromSeconds(10));
        rig.ReadAll(PipelineRig.Node(2), 4);
        await rig.UntilAsync("the switch is told", () => journal.Events.Any(e => e is MasterSwitched));
        var told = journal.Events.First(e => e is MasterSwitched);

        // Another process, later: nothing is known there but the event.
        await using var hook = await WebhookRig.StartAsync(_ => Task.CompletedTask);
        var refusing = new ScriptedDestination("mail") { Answer = (_, _) => Task.FromResult<DeliveryOutcome>(new DeliveryOutcome.Rejected(DeliveryReason.Refused, "no")) };
        foreach (var destination in (IDestination[])[hook.Destination, refusing])
        {
            var store = new MemoryDeliveryStore();
            store.Add(destination.Name, SentinelEventJson.Deserialize(SentinelEventJson.Serialize(told)), hook.Time.GetUtcNow());
            await new DeliveryLoop(destination, null, store, hook.Time, new Random(1), NullLogger.Instance).TurnAsync(CancellationToken.None, CancellationToken.None);
        }

        await Until.TrueAsync(() => Trace(told).Count(span => span.OperationName == EventSpans.Delivery) == 2, () => string.Join(", ", Trace(told).Select(span => span.OperationName)));
        var spans = Trace(told);
        var agreement = Assert.Single(spans, span => span.OperationName == EventSpans.Agreement);
        Assert.Equal(told.OccurredAt.UtcDateTime, agreement.StartTimeUtc);
        Assert.Equal(told.Evidence.Count, spans.Count(span => span.OperationName == EventSpans.Observation && span.ParentSpanId == agreement.SpanId));
        var commit = Assert.Single(spans, span => span.OperationName == EventSpans.Commit);
        var place = EventTrace.ContextOf(told).SpanId;
        Assert.All((Activity[])[agreement, commit, .. Deliveries(told)], span => Assert.Equal(place, span.ParentSpanId));
        Assert.Equal(
            [("hook", "Delivered", ActivityStatusCode.Unset), ("mail", "Rejected", ActivityStatusCode.Error)],
            Deliveries(told).Select(span => ((string)span.GetTagItem("sentinelevents.destination")!, (string)span.GetTagItem("sentinelevents.outcome")!, span.Status)).Order());

        // The receiver goes on from the span of its own delivery.
        var sent = Deliveries(told).Single(span => (string)span.GetTagItem("sentinelevents.destination")! == "hook");
        Assert.Equal($"00-{sent.TraceId}-{sent.SpanId}-01", Assert.Single(hook.Requests).Headers["traceparent"]);
        Assert.DoesNotContain(exported, span => span.TraceId == sent.TraceId && span.Duration < TimeSpan.Zero);
    }

    [Fact]
    public async Task Webhook_OutsideOfATrace_CarriesTheEventsPlace()
    {
        await using var hook = await WebhookRig.StartAsync(_ => Task.CompletedTask);
        var told = Samples.Of(EventKind.MasterSwitched);
        Assert.IsType<DeliveryOutcome.Delivered>(await hook.Destination.DeliverAsync(Notification.Of(told), TestContext.Current.CancellationToken));
        Assert.Equal($"00-{told.IncidentId:N}-{told.EventId.ToString("N")[16..]}-01", Assert.Single(hook.Requests).Headers["traceparent"]);
    }

    [Fact]
    public void Context_EventsOfOneIncident_AreOneTraceAndDistinctPlaces()
    {
        var contexts = Samples.Kinds.Where(kind => kind != EventKind.HealthReported).Select(Samples.Of)
            .GroupBy(told => told.IncidentId).Select(incident => incident.Select(EventTrace.ContextOf).ToList()).ToList();
        Assert.All(contexts, incident => Assert.Single(incident.Select(context => context.TraceId).Distinct()));
        Assert.All(contexts, incident => Assert.Equal(incident.Count, incident.Select(context => context.SpanId).Distinct().Count()));
    }

    [Fact]
    public void Context_ReportsOfOneName_AreEachATrace()
    {
        var report = ReportSamples.Five();
        var next = report with { EventId = EventKey.ToId("the next one") };
        Assert.NotEqual(EventTrace.ContextOf(report).TraceId, EventTrace.ContextOf(next).TraceId);
    }

    [Fact]
    public void Context_WithoutIds_IsValidAllTheSame()
    {
        var context = EventTrace.ContextOf(new MasterDown { Address = default });
        Assert.NotEqual(default, context.TraceId);
        Assert.NotEqual(default, context.SpanId);
    }

    private List<Activity> Trace(SentinelEvent told)
    {
        lock (exported)
        {
            return [.. exported.ToArray().Where(span => span?.TraceId.ToHexString() == told.IncidentId.ToString("N") && (string?)span.GetTagItem("sentinelevents.event_id") is var id && (id is null || id == told.EventId.ToString()))];
        }
    }

    private List<Activity> Deliveries(SentinelEvent told) => [.. Trace(told).Where(span => span.OperationName == EventSpans.Delivery)];
}
