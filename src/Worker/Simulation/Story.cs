using SentinelEvents.Worker.Agreement;

namespace SentinelEvents.Worker.Simulation;

/// <summary>What the sentinels of a deployment said and held, and when: something that Agreement can be led through.</summary>
internal abstract class Story
{
    /// <summary>What it is about.</summary>
    public abstract string Title { get; }

    /// <summary>Its second 0.</summary>
    public abstract DateTimeOffset Start { get; }

    /// <summary>Leads Agreement through it, in its own time.</summary>
    /// <param name="decided">Told of every step and tick, in their order: its time, and what it led to.</param>
    /// <returns>The time at which it ends.</returns>
    /// <exception cref="UnreadableStoryException">A line cannot be understood.</exception>
    public abstract DateTimeOffset Play(Action<DateTimeOffset, StepResult> decided);
}
