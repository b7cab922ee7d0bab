using System.Text;

namespace SentinelEvents.Unit.Documentation;

/// <summary>Writes rows of a table.</summary>
internal static class MarkdownTable
{
    public static StringBuilder Head(this StringBuilder page, params IReadOnlyList<string> columns) =>
        page.Row(columns).Append('|').Insert(page.Length, "---|", columns.Count).Append('\n');

    public static StringBuilder Row(this StringBuilder page, params IReadOnlyList<string> cells) =>
        page.Append("| ").AppendJoin(" | ", cells.Select(cell => cell.Replace("|", "\\|", StringComparison.Ordinal))).Append(" |\n");
}
