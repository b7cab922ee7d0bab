using System.Globalization;
using SentinelEvents.Contracts;
using SentinelEvents.Lab;

namespace SentinelEvents.Integration.EndToEnd;

/// <summary>What holds for everything that the receivers were told, once the service has stopped and nothing more can come.</summary>
internal static class Announced
{
    /// <summary>Kinds that tell of trouble, and what a sentinel must have written for them to be true; null: they cannot be.</summary>
    private static readonly Dictionary<EventKind, string?> Grounds = new()
    {
        [EventKind.FailoverFailed] = "-failover-abort",
        [EventKind.MasterRecovered] = "-sdown master",
        [EventKind.MasterSwitchUnconfirmed] = null,
        [EventKind.SentinelDown] = "+sdown sentinel",
        [EventKind.SentinelRecovered] = "-sdown sentinel",
        [EventKind.QuorumLost] = "+sdown sentinel",
        [EventKind.QuorumRestored] = "-sdown sentinel",
        [EventKind.ViewsDiverged] = null,
        [EventKind.ViewsConverged] = null,
        [EventKind.TiltEntered] = "+tilt",
        [EventKind.TiltLeft] = "-tilt",
        [EventKind.MonitoringChanged] = null,
        [EventKind.TopologyChanged] = null,
        [EventKind.SightLost] = null,
        [EventKind.SightRestored] = null,
        [EventKind.ReplicaDown] = "+sdown slave",
        [EventKind.ReplicaRecovered] = "-sdown slave",
    };

    /// <summary>Whoever is told by the bus or by webhook goes on from one trace: that of the incident.</summary>
    public static void InOneTrace(Receivers receivers)
    {
        Assert.All(receivers.Deliveries, delivery =>
        {
            var told = SentinelEventJson.Deserialize(delivery.Body!.ToJsonString());
            Assert.All(delivery.TraceParents, parent => Assert.Equal($"00-{told.IncidentId:N}-{told.EventId.ToString("N")[16..]}-01", parent));
        });
        Assert.All(receivers.Hook.Requests, request =>
            Assert.StartsWith($"00-{Receivers.EventOf(request).IncidentId:N}-", request.Header("traceparent"), StringComparison.Ordinal));
    }

    /// <summary>All three were told the same, once each, signed, and in one order for each master.</summary>
    public static void AlikeToAll(Receivers receivers) => AlikeToAll(receivers, mostRepeats: 0);

    /// <summary>The same, whatever the signatures.</summary>
    public static void ToldAlike(Receivers receivers) => ToldAlike(receivers, mostRepeats: 0);

    /// <summary>The same where attempts were broken off: each receiver may have been told so many events again, under the same id.</summary>
    /// <returns>How many repeats each had: bus, webhook, mail.</returns>
    public static (int Bus, int Hook, int Mail) AlikeToAll(Receivers receivers, int mostRepeats)
    {
        Signed(receivers.Hook);
        return ToldAlike(receivers, mostRepeats);
    }

    private static (int Bus, int Hook, int Mail) ToldAlike(Receivers receivers, int mostRepeats)
    {
        var bus = receivers.OnBus.DistinctBy(e => e.EventId).ToList();
        var hook = receivers.ByHook.DistinctBy(e => e.EventId).ToList();
        var mail = receivers.ByMail.DistinctBy(told => told.EventId).ToList();
        Assert.Equal([], receivers.Bus.Faults);
        Assert.All(receivers.Deliveries, delivery => Assert.Equal(delivery.EventId, delivery.MessageId));
        foreach (var master in bus.Select(e => e.Master).Distinct())
        {
            var inOrder = bus.Where(e => e.Master == master).Select(e => $"{e.Kind} {e.EventId}").ToList();
            var ids = bus.Where(e => e.Master == master).Select(e => e.EventId).ToHashSet();
            Assert.Equal(inOrder, hook.Where(e => ids.Contains(e.EventId)).Select(e => $"{e.Kind} {e.EventId}"));
            Assert.Equal(inOrder, mail.Where(e => ids.Contains(e.EventId)).Select(e => $"{e.Kind} {e.EventId}"));
        }

        Assert.Equal((bus.Count, bus.Count), (hook.Count, mail.Count));
        var repeats = (
            Bus: Repeats("on the bus", receivers.OnBus.Select(e => (e.Kind, e.EventId))),
            Hook: Repeats("by webhook", receivers.ByHook.Select(e => (e.Kind, e.EventId))),
            Mail: Repeats("by mail", receivers.ByMail.Select(told => (told.Kind, told.EventId))));
        return repeats;

        int Repeats(string where, IEnumerable<(EventKind Kind, Guid EventId)> told)
        {
            var again = told.GroupBy(one => one).SelectMany(copies => copies.Skip(1)).Select(one => $"{one.Kind} {one.EventId}").ToList();
            Assert.True(again.Count <= mostRepeats, $"told again {where}, where {mostRepeats} may be: {string.Join(", ", again)}");
            return again.Count;
        }
    }

    public static void Signed(WebhookSink sink) => Assert.All(sink.Requests, request =>
    {
        Assert.Equal(SignatureVerdict.Valid, WebhookSignature.Verify(request, ServiceConfiguration.WebhookSecret));
        Assert.Equal(Receivers.EventOf(request).EventId.ToString(), request.Header("webhook-id"));
    });

    /// <summary>These switches and no others, in this order.</summary>
    public static void Switches(IReadOnlyList<SentinelEvent> told, IReadOnlyList<(int Old, int New)> expected)
    {
        var switches = told.OfType<MasterSwitched>().ToList();
        Assert.Equal(
            expected.Select(step => $"{step.Old} -> {step.New}"),
            switches.Select(e => string.Create(CultureInfo.InvariantCulture, $"{e.OldAddress.Port} -> {e.NewAddress.Port}")));
        Assert.All(switches.Zip(switches.Skip(1)), pair =>
        {
            Assert.True(pair.First.Epoch < pair.Second.Epoch, $"epoch {pair.First.Epoch} and then {pair.Second.Epoch}");
            Assert.Equal((pair.First.Generation, pair.First.Epoch), (pair.Second.Generation, pair.Second.PreviousEpoch));
        });
        Assert.Equal(switches.Count, switches.Select(e => e.IncidentId).Distinct().Count());
    }

    /// <summary>The mails name the same addresses in their subjects, and how long it took: what the journal knows reaches the mail.</summary>
    public static void SwitchesByMail(IReadOnlyList<ToldByMail> told, IReadOnlyList<(int Old, int New)> expected)
    {
        var mails = told.Where(mail => mail.Kind == EventKind.MasterSwitched).ToList();
        Assert.Equal(expected.Count, mails.Count);
        Assert.All(mails.Zip(expected), pair => Assert.Contains(
            string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{pair.Second.Old} → 127.0.0.1:{pair.Second.New} after "), pair.First.Subject, StringComparison.Ordinal));
    }

    /// <summary>Each switch has its story: begun once, down before only where nobody asked for it, ended once, all in one incident.</summary>
    public static void Stories(IReadOnlyList<SentinelEvent> told, IReadOnlyList<bool> planned)
    {
        var switches = told.OfType<MasterSwitched>().ToList();
        Assert.Equal(planned, switches.Select(e => e.Planned));
        foreach (var e in switches)
        {
            var story = told.Where(other => other.IncidentId == e.IncidentId).ToList();
            var kinds = story.Select(other => other.Kind)
                .Where(kind => kind is EventKind.MasterDown or EventKind.FailoverStarted or EventKind.MasterSwitched or EventKind.FailoverCompleted);
            EventKind[] expected = e.Planned
                ? [EventKind.FailoverStarted, EventKind.MasterSwitched, EventKind.FailoverCompleted]
                : [EventKind.MasterDown, EventKind.FailoverStarted, EventKind.MasterSwitched, EventKind.FailoverCompleted];
            Assert.Equal((e.EventId, Text(expected)), (e.EventId, Text(kinds)));
            Assert.All(story.OfType<FailoverStarted>(), started => Assert.Equal((e.EventId, e.Planned), (e.EventId, started.Planned)));
            Assert.All(story.OfType<FailoverCompleted>(), completed => Assert.Equal((e.OldAddress, e.NewAddress, e.Planned), (completed.OldAddress, completed.NewAddress, completed.Planned)));
        }

        var incidents = switches.Select(e => e.IncidentId).ToHashSet();
        Assert.Equal([], told
            .Where(e => e.Kind is EventKind.MasterDown or EventKind.FailoverStarted or EventKind.FailoverCompleted && !incidents.Contains(e.IncidentId))
            .Select(e => $"{e.Kind} {e.EventId} belongs to no switch"));
    }

    /// <summary>A replica that is told to be down is told to be up again before it is told to be down once more.</summary>
    public static void ReplicasDownAndUpInTurn(IReadOnlyList<SentinelEvent> told)
    {
        foreach (var replica in told.OfType<ReplicaDown>().Select(e => e.Address).Distinct())
        {
            var turns = told
                .Where(e => (e is ReplicaDown down && down.Address == replica) || (e is ReplicaRecovered recovered && recovered.Address == replica))
                .Select(e => e.Kind)
                .ToList();
            var expected = Enumerable.Range(0, turns.Count).Select(number => number % 2 == 0 ? EventKind.ReplicaDown : EventKind.ReplicaRecovered);
            Assert.Equal($"{replica} {Text(expected)}", $"{replica} {Text(turns)}");
        }
    }

    /// <summary>Nothing tells of trouble for which there are no grounds in any sentinel's log.</summary>
    public static void NothingUntrue(IReadOnlyList<SentinelEvent> told, SwitchWitness witness, params IReadOnlyList<EventKind> expected) => Assert.Equal([], told
        .Where(e => !expected.Contains(e.Kind) && Grounds.TryGetValue(e.Kind, out var ground)
            && (ground is null || !witness.Lines.Any(line => line.Contains(ground, StringComparison.Ordinal))))
        .Select(e => $"untrue: {SentinelEventJson.Serialize(e)}"));

    private static string Text(IEnumerable<EventKind> kinds) => string.Join(' ', kinds);
}
