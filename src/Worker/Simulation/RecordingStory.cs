using SentinelEvents.Worker.Agreement;

namespace SentinelEvents.Worker.Simulation;

/// <summary>A recording of real sentinels.</summary>
internal sealed class RecordingStory(RecordingFile recording) : Story
{
    public override string Title => recording.Header.Description;

    public override DateTimeOffset Start => recording.Header.StartedAt;

    public override DateTimeOffset Play(Action<DateTimeOffset, StepResult> decided)
    {
        var (end, taken) = (Start, 0);
        using var steps = RecordingReplay.Run(recording).GetEnumerator();
        while (Next(steps, taken))
        {
            var (line, at, result) = steps.Current;
            (end, taken) = (at, line is null ? taken : taken + 1);
            decided(at, result);
        }

        return end;
    }

    private static bool Next(IEnumerator<(RecordingLine?, DateTimeOffset, StepResult)> steps, int taken)
    {
        try
        {
            return steps.MoveNext();
        }
        catch (Exception unreadable) when (unreadable is NullReferenceException or ArgumentException or KeyNotFoundException)
        {
            // What a hand has changed in a recording may lack what every observation has. The first line is the header.
            throw new UnreadableStoryException(taken + 2, "is no observation that a sentinel could have caused.");
        }
    }
}
