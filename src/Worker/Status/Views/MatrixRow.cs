namespace SentinelEvents.Worker.Status.Views;

/// <summary>One master, as each sentinel sees it.</summary>
/// <param name="Master">The master's name.</param>
/// <param name="Standing">The worst that holds of it.</param>
/// <param name="Cells">One for each sentinel, in the matrix's order.</param>
internal sealed record MatrixRow(string Master, MasterStanding Standing, IReadOnlyList<MatrixCell> Cells);
