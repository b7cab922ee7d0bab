using SentinelEvents.Worker.Agreement;
using SentinelEvents.Worker.Delivery;

namespace SentinelEvents.Worker.Simulation;

/// <summary>Plays a story as if the service had been there, and notes what it would have agreed on and told; nothing is sent to anybody.</summary>
internal sealed class SimulationRun
{
    // What waits for more to come is told within it; reminders that go on for ever are not waited for.
    private static readonly TimeSpan AfterTheEnd = TimeSpan.FromHours(1);

    private readonly SimulationSettings _settings;
    private readonly ITeller _teller;
    private readonly List<SimulatedEvent> _events = [];
    private readonly List<Told> _told = [];

    private SimulationRun(SimulationSettings settings, ITeller teller) => (_settings, _teller) = (settings, teller);

    /// <exception cref="UnreadableStoryException">A line cannot be understood.</exception>
    public static SimulationResult Of(Story story, SimulationSettings settings, ITeller teller)
    {
        var run = new SimulationRun(settings, teller);
        var end = story.Play(run.Decided) + AfterTheEnd;
        run.PassUntil(end);
        return new SimulationResult(story.Title, story.Start, run._events, run._told);
    }

    private void Decided(DateTimeOffset now, StepResult result)
    {
        PassUntil(now);
        _told.AddRange(_teller.Pass(now));
        foreach (var announce in result.Decisions.OfType<Decision.Announce>())
        {
            var agreed = announce.Agreed.Event;
            var takers = _settings.Destinations.Where(name => _settings.Takes(name, agreed.Kind));
            var matching = _settings.Routes?.Index().Where(route => Router.Matches(route.Item.Match, agreed)).Select(route => route.Index).ToList();
            var simulated = new SimulatedEvent(now, agreed, matching, Router.Route(agreed, _settings.Routes, takers));
            _events.Add(simulated);
            _told.AddRange(_teller.Take(simulated));
        }
    }

    private void PassUntil(DateTimeOffset end)
    {
        while (_teller.NextAt is { } next && next <= end)
        {
            _told.AddRange(_teller.Pass(next));
        }
    }
}
