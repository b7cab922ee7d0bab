using SentinelEvents.Contracts;
using SentinelEvents.Worker.Presentation;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace SentinelEvents.Worker.Commands;

/// <summary>A report on the terminal: the verdict first, then what changed, the masters and the findings.</summary>
internal static class ReportTerminal
{
    public static void Write(HealthReported report) => Terminal.Write(Render(report));

    public static Rows Render(HealthReported report)
    {
        var lines = new List<IRenderable>();
        var digest = ReportDigest.Of(report);
        lines.Add(Terminal.Text($"{char.ToUpperInvariant(digest.Headline[0])}{digest.Headline[1..]}.", $"bold {Style(report.Severity)}"));
        lines.Add(Terminal.Text(digest.Advice));
        lines.Add(Terminal.Text(digest.Tally, "grey"));
        lines.Add(Terminal.Text($"{digest.Period}.", "grey"));
        AddChanges(lines, digest.Changes);
        AddMasters(lines, digest);
        AddFindings(lines, digest);
        lines.Add(Terminal.Text(""));
        var trends = Terminal.Table("Trend", "");
        foreach (var line in TrendLines.Of(report))
        {
            trends.AddRow(Terminal.Text(line.Label), Terminal.Text(line.Value));
        }

        lines.Add(trends);
        return new Rows(lines);
    }

    private static void AddChanges(List<IRenderable> lines, ReportChanges changes)
    {
        lines.Add(Terminal.Text(""));
        if (changes.Since.Length == 0)
        {
            lines.Add(Terminal.Text("There is no report before this one to compare with.", "grey"));
            return;
        }

        var table = Terminal.Table("Since", changes.Since);
        foreach (var change in changes.Lines)
        {
            table.AddRow(Terminal.Text(change.Word, change.Direction is ChangeDirection.Worse or ChangeDirection.Appeared ? "red" : "green"), Terminal.Text(change.Text));
        }

        if (changes.Lines.Count == 0 || changes.More > 0)
        {
            table.AddRow(Terminal.Text(""), Terminal.Text(changes.More > 0 ? $"and {ReportWords.Count(changes.More, "more change")}" : "no changes"));
        }

        lines.Add(table);
    }

    private static void AddMasters(List<IRenderable> lines, ReportDigest digest)
    {
        var table = Terminal.Table("Master", "Failover now", "Why", "Margin", "Available", "Failovers");
        foreach (var card in digest.Cards)
        {
            table.AddRow(
                Terminal.Text(card.Name),
                Terminal.Text(ReportWords.Of(card.Verdict) + (card.Before.Length > 0 ? $" (before: {card.Before})" : ""), Style(card.Verdict)),
                Lines(card.Reasons),
                Lines(card.Weakness.Length > 0 ? [card.Margin, $"alone would do it: {card.Weakness}"] : [card.Margin]),
                Terminal.Text(card.Availability),
                Lines(card.Failovers));
        }

        if (digest.Cards.Count > 0)
        {
            lines.Add(table);
        }

        foreach (var folded in digest.Folded)
        {
            var more = digest.Cards.Any(card => card.Verdict == folded.Verdict) ? "more " : "";
            lines.Add(Terminal.Text($"{ReportWords.Number(folded.Names.Total)} {more}{ReportWords.Of(folded.Verdict)}: {folded.Names}", Style(folded.Verdict)));
        }
    }

    private static void AddFindings(List<IRenderable> lines, ReportDigest digest)
    {
        foreach (var group in digest.Findings)
        {
            lines.Add(Terminal.Text(""));
            lines.Add(Terminal.Text($"{group.Severity} {group.Rule} {group.Title}, {group.Where}", Style(group.Severity)));
            foreach (var evidence in group.Evidence)
            {
                lines.Add(Terminal.Text($"  seen  {evidence}"));
            }

            lines.Add(Terminal.Text($"  why   {group.Why}", "grey"));
            foreach (var cure in group.Cures)
            {
                lines.Add(Terminal.Text($"  cure  {cure}", "bold"));
            }

            if (group.MoreCures > 0)
            {
                lines.Add(Terminal.Text($"        and so on {ReportWords.Count(group.MoreCures, "more time")}, each with its own address or name", "grey"));
            }
        }

        if (digest.MoreFindings > 0)
        {
            lines.Add(Terminal.Text($"and findings of {ReportWords.Count(digest.MoreFindings, "more rule")}"));
        }
    }

    private static Rows Lines(IEnumerable<string> texts) => new(texts.Select(text => Terminal.Text(text)));

    private static string Style(HealthVerdict verdict) => verdict switch
    {
        HealthVerdict.Ready => "green",
        HealthVerdict.AtRisk => "yellow",
        HealthVerdict.WouldFail => "red",
        _ => "blue",
    };

    private static string Style(Severity severity) => severity switch
    {
        Severity.Critical => "red",
        Severity.Warning => "yellow",
        _ => "green",
    };
}
