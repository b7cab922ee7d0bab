using System.Text;

namespace SentinelEvents.Unit.Documentation;

/// <summary>Writes the rows of a table of a page.</summary>
internal static class PageRows
{
    public static StringBuilder Head(this StringBuilder page, params IReadOnlyList<string> columns) =>
        page.Row(columns).Append('|').Insert(page.Length, "---|", columns.Count).Append('\n');

    public static StringBuilder Row(this StringBuilder page, params IReadOnlyList<string> cells) =>
        page.Append("| ").AppendJoin(" | ", cells.Select(cell => cell.Replace("|", "\\|", StringComparison.Ordinal))).Append(" |\n");
}
