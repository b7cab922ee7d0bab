using SentinelEvents.Worker.Events;
using SentinelEvents.Worker.Simulation;

namespace SentinelEvents.Unit.Scenarios.Recordings;

/// <summary>
/// The same facts as they might have reached another observer: one sentinel's words come later than the others', some messages come
/// twice, and of what is published up to a tenth is lost. What one sentinel says keeps its order, as one connection does, and what is
/// read is not lost.
/// </summary>
internal static class RecordingVariation
{
    private const double Twice = 0.1;
    private const double MostLost = 0.1;
    private static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(2);

    public static RecordingFile Of(RecordingFile recording, int seed)
    {
        var random = new Random(seed);
        var delayed = recording.Header.Sentinels.Keys.ElementAt(random.Next(recording.Header.Sentinels.Count));
        var delayedId = recording.Header.Sentinels[delayed].Id;
        var delay = LongestDelay * random.NextDouble();
        var lost = MostLost * random.NextDouble();
        var withoutMessage = new HashSet<string>(StringComparer.Ordinal);
        List<RecordingLine> lines = [];
        foreach (var line in recording.Lines)
        {
            if (line.Observation is not { } observation)
            {
                continue;
            }

            // A master is read because of the message before: without the one there is not the other.
            var id = observation.Sentinel.Id;
            var isLost = observation is MessageHeard ? random.NextDouble() < lost : observation is MasterRead && withoutMessage.Contains(id);
            if (observation is MessageHeard)
            {
                _ = isLost ? withoutMessage.Add(id) : withoutMessage.Remove(id);
            }

            if (isLost)
            {
                continue;
            }

            var moved = id == delayedId
                ? new RecordingLine(line.T + (decimal)Math.Round(delay.TotalSeconds, 3), null, observation with { At = observation.At + delay })
                : line;
            lines.Add(moved);
            if (observation is MessageHeard && random.NextDouble() < Twice)
            {
                lines.Add(moved);
            }
        }

        // Stable: equal times keep the order in which they stand here. Of different sentinels at one time any may be first.
        var rank = recording.Header.Sentinels.Values.Select(sentinel => sentinel.Id).ToDictionary(id => id, _ => random.Next(), StringComparer.Ordinal);
        return recording with { Lines = [.. lines.OrderBy(line => line.T).ThenBy(line => rank.GetValueOrDefault(line.Observation!.Sentinel.Id))] };
    }
}
