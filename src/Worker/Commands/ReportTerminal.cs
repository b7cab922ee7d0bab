using SentinelEvents.Contracts;
using SentinelEvents.Worker.Presentation;
using Spectre.Console;

namespace SentinelEvents.Worker.Commands;

/// <summary>A report on the terminal: the verdict first, then what changed, the masters and the findings.</summary>
internal static class ReportTerminal
{
    public static void Write(HealthReported report)
    {
        var digest = ReportDigest.Of(report);
        Terminal.Line($"{char.ToUpperInvariant(digest.Headline[0])}{digest.Headline[1..]}.", $"bold {Style(report.Severity)}");
        Terminal.Line(digest.Advice);
        Terminal.Line(digest.Tally, "grey");
        Terminal.Line($"{digest.Period}.", "grey");
        WriteChanges(digest.Changes);
        WriteMasters(digest);
        WriteFindings(digest);
        Terminal.Line("");
        var trends = Terminal.Table("Trend", "");
        foreach (var line in TrendLines.Of(report))
        {
            trends.AddRow(Terminal.Text(line.Label), Terminal.Text(line.Value));
        }

        Terminal.Write(trends);
    }

    private static void WriteChanges(ReportChanges changes)
    {
        Terminal.Line("");
        if (changes.Since.Length == 0)
        {
            Terminal.Line("There is no report before this one to compare with.", "grey");
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

        Terminal.Write(table);
    }

    private static void WriteMasters(ReportDigest digest)
    {
        var table = Terminal.Table("Master", "Failover now", "Why", "Margin", "Available", "Failovers");
        foreach (var card in digest.Cards)
        {
            table.AddRow(
                Terminal.Text(card.Name),
                Terminal.Text(ReportWords.Of(card.Verdict) + (card.Before.Length > 0 ? $" (was {card.Before})" : ""), Style(card.Verdict)),
                Lines(card.Reasons),
                Lines(card.Weakness.Length > 0 ? [card.Margin, $"alone would do it: {card.Weakness}"] : [card.Margin]),
                Terminal.Text(card.Availability),
                Lines(card.Failovers));
        }

        if (digest.Cards.Count > 0)
        {
            Terminal.Write(table);
        }

        foreach (var folded in digest.Folded)
        {
            var more = digest.Cards.Any(card => card.Verdict == folded.Verdict) ? "more " : "";
            Terminal.Line($"{ReportWords.Number(folded.Names.Total)} {more}{ReportWords.Of(folded.Verdict)}: {folded.Names}", Style(folded.Verdict));
        }
    }

    private static void WriteFindings(ReportDigest digest)
    {
        foreach (var group in digest.Findings)
        {
            Terminal.Line("");
            Terminal.Line($"{group.Severity} {group.Rule} {group.Title}, {group.Where}", Style(group.Severity));
            foreach (var evidence in group.Evidence)
            {
                Terminal.Line($"  seen  {evidence}");
            }

            Terminal.Line($"  why   {group.Why}", "grey");
            foreach (var cure in group.Cures)
            {
                Terminal.Line($"  cure  {cure}", "bold");
            }

            if (group.MoreCures > 0)
            {
                Terminal.Line($"        and so on {ReportWords.Count(group.MoreCures, "more time")}, each with its own address or name", "grey");
            }
        }

        if (digest.MoreFindings > 0)
        {
            Terminal.Line($"and findings of {ReportWords.Count(digest.MoreFindings, "more rule")}");
        }
    }

    private static Rows Lines(IEnumerable<string> lines) => new(lines.Select(line => Terminal.Text(line)));

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
