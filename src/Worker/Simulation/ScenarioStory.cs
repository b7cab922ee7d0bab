using SentinelEvents.Worker.Agreement;

namespace SentinelEvents.Worker.Simulation;

/// <summary>A scenario, written by hand.</summary>
internal sealed class ScenarioStory(IReadOnlyList<string> lines) : Story
{
    /// <summary>The comment that it begins with.</summary>
    public override string Title { get; } = string.Join(' ', lines.TakeWhile(line => line.StartsWith('#')).Select(line => line.TrimStart('#').Trim()));

    public override DateTimeOffset Start => ScenarioRun.Zero;

    public override DateTimeOffset Play(Action<DateTimeOffset, StepResult> decided)
    {
        var run = new ScenarioRun(decided);
        foreach (var (index, line) in lines.Index())
        {
            try
            {
                run.Line(line);
            }
            catch (FormatException unreadable)
            {
                throw new UnreadableStoryException(index + 1, unreadable.Message);
            }
            catch (Exception unreadable) when (unreadable is ArgumentException or KeyNotFoundException or InvalidOperationException)
            {
                throw new UnreadableStoryException(index + 1, $"'{line}' cannot be understood.");
            }
        }

        return run.Now;
    }
}
