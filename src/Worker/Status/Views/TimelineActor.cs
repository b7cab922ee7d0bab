namespace SentinelEvents.Worker.Status.Views;

/// <summary>What a sentinel said and did.</summary>
/// <param name="Name">Where it is reached.</param>
/// <param name="Leader">Whether it led a failover.</param>
/// <param name="Signs">In order; each once.</param>
internal sealed record TimelineActor(string Name, bool Leader, IReadOnlyList<TimelineNote> Signs);
