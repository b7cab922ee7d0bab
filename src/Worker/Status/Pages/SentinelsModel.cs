using SentinelEvents.Worker.Status.Views;

namespace SentinelEvents.Worker.Status.Pages;

/// <summary>The sentinels, and how each sees each master.</summary>
internal sealed record SentinelsModel : PageContent
{
    /// <summary>Of each deployment on a page; what is otherwise than agreed is on the first.</summary>
    public const int MostRows = 50;

    /// <summary>From 1.</summary>
    public int Page { get; init; } = 1;

    public int Pages => Matrices.Count == 0 ? 1 : (Matrices.Max(matrix => matrix.Masters.Count) + MostRows - 1) / MostRows;

    public required IReadOnlyList<SentinelSummary> Sentinels { get; init; }

    public required IReadOnlyList<ClusterMatrix> Matrices { get; init; }

    /// <summary>Rows in which something is otherwise than agreed come first.</summary>
    public IReadOnlyList<MatrixRow> RowsOf(ClusterMatrix matrix) =>
        [.. matrix.Masters.OrderBy(row => row.Cells.All(cell => cell.State is CellState.Agrees or CellState.NotMonitored)).ThenBy(row => row.Standing).ThenBy(row => row.Master, StringComparer.Ordinal).Skip((Page - 1) * MostRows).Take(MostRows)];
}
