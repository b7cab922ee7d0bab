using SentinelEvents.Contracts;

namespace SentinelEvents.Worker.Events;

/// <summary>The answer of an <see cref="IMasterDirectory"/>. A closed set.</summary>
public abstract record MasterAnswer
{
    private MasterAnswer()
    {
    }

    public sealed record Found(MasterFound Master) : MasterAnswer;

    public sealed record NotFound(MasterNotFound Reason) : MasterAnswer;
}
