namespace SentinelEvents.Worker.Status.Views;

/// <summary>One sentinel's view of one master, at a glance.</summary>
/// <param name="Sentinel">The sentinel's id.</param>
/// <param name="State">How it relates to what is agreed.</param>
/// <param name="Differs">What differs; also filled where <paramref name="State"/> says something worse.</param>
/// <param name="ReadAt">When it was last read; null where it was not.</param>
internal sealed record MatrixCell(string Sentinel, CellState State, IReadOnlyList<DifferingAspect> Differs, DateTimeOffset? ReadAt);
