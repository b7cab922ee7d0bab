using SentinelEvents.Worker.Notifications.Webhook.Formats;

namespace SentinelEvents.Unit.Notifications.Webhook.Formats;

public sealed class EventSequenceTests
{
    private const int Histories = 200;

    [Fact]
    public void Of_EventsOfAMaster_SortAsTheyWereDecided()
    {
        var compared = 0;
        foreach (var seed in Enumerable.Range(1, Histories))
        {
            foreach (var master in Simulation.Simulation.Run(seed).Announced.Where(agreed => agreed.Event.Master is not null).GroupBy(agreed => EventSequence.Partition(agreed.Event)))
            {
                foreach (var (before, after) in master.Zip(master.Skip(1)))
                {
                    compared++;
                    Assert.True(
                        string.CompareOrdinal(EventSequence.Of(before.Event), EventSequence.Of(after.Event)) <= 0,
                        $"seed {seed}: {before.Key} at {before.Event.AgreedAt:O} {EventSequence.Of(before.Event)}, then {after.Key} {EventSequence.Of(after.Event)}");
                }
            }
        }

        Assert.True(compared > 1000, $"only {compared} pairs");
    }
}
