using SentinelEvents.Worker.Agreement;
using SentinelEvents.Worker.Delivery;
using SentinelEvents.Worker.Events;

namespace SentinelEvents.Worker.Simulation;

/// <summary>Plays a story as if the service had been there, and notes what it would have agreed on and told; nothing is sent to anybody.</summary>
internal static class SimulationRun
{
    // What waits for more to come is told within it; reminders that go on for ever are not waited for.
    private static readonly TimeSpan AfterTheEnd = TimeSpan.FromHours(1);

    /// <param name="story">What happens.</param>
    /// <param name="settings">Who could be told, and what holds for them.</param>
    /// <param name="kinds">The kinds of destination that there are.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="UnreadableStoryException">A line cannot be understood.</exception>
    public static async Task<SimulationResult> OfAsync(Story story, DeliverySettings settings, IEnumerable<DestinationKind> kinds, CancellationToken cancellation)
    {
        List<(DateTimeOffset At, AgreedEvent Agreed)> decided = [];
        var end = story.Play((now, result) => decided.AddRange(result.Decisions.OfType<Decision.Announce>().Select(announce => (now, announce.Agreed)))) + AfterTheEnd;
        await using var audience = await Audience.OpenAsync(settings, kinds, story.Start, cancellation);
        List<SimulatedEvent> events = [];
        foreach (var (at, agreed) in decided)
        {
            var routed = await audience.TakeAsync(at, agreed, cancellation);
            events.Add(new SimulatedEvent(at, agreed.Event, Places(settings.Routes, agreed), routed.Destinations) { WhereTold = routed.WhereTold });
        }

        await audience.PassAsync(end, cancellation);
        return new SimulationResult(story.Title, story.Start, events, audience.Told) { Held = await audience.ReadHeldAsync(cancellation) };
    }

    private static List<int>? Places(IReadOnlyList<RouteOptions>? routes, AgreedEvent agreed)
    {
        if (routes is null)
        {
            return null;
        }

        var matching = Router.Matching(agreed.Event, routes).ToList();
        return [.. routes.Index().Where(place => matching.Any(route => ReferenceEquals(route, place.Item))).Select(place => place.Index)];
    }
}
