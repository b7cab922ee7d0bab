using System.Text;
using SentinelEvents.Contracts;

namespace SentinelEvents.Worker.Presentation;

/// <summary>A report as plain text.</summary>
internal static class ReportText
{
    /// <summary>What mail programs show without breaking it once more.</summary>
    private const int Width = 78;

    private const int Labels = 12;

    public static string Of(HealthReported report)
    {
        var digest = ReportDigest.Of(report);
        var text = new StringBuilder();
        Line(text, "", Upper(digest.Headline));
        Line(text, "", digest.Advice);
        text.Append('\n');
        Line(text, "", digest.Tally);
        Line(text, "", $"{digest.Period}.");
        AddChanges(text, digest.Changes);
        AddMasters(text, digest);
        AddFindings(text, digest);
        Heading(text, "Trends");
        foreach (var line in TrendLines.Of(report))
        {
            Field(text, line.Label, line.Value);
        }

        text.Append("\nAll times are ").Append(Reading.Current.ZoneName).Append(".\n");
        return text.ToString();
    }

    private static void AddChanges(StringBuilder text, ReportChanges changes)
    {
        Heading(text, changes.Since.Length > 0 ? $"Since the last report, {changes.Since}" : "Since the last report");
        if (changes.Since.Length == 0)
        {
            Line(text, "  ", "This is the first one: there is nothing to compare with.");
        }
        else if (changes.Lines.Count == 0)
        {
            Line(text, "  ", "No changes.");
        }

        foreach (var change in changes.Lines)
        {
            Field(text, change.Word, change.Text);
        }

        if (changes.More > 0)
        {
            Line(text, "  ", $"and {ReportWords.Count(changes.More, "more change")}");
        }
    }

    private static void AddMasters(StringBuilder text, ReportDigest digest)
    {
        Heading(text, "Masters");
        foreach (var card in digest.Cards)
        {
            Line(text, "  ", $"{Mark(card.Verdict)} {card.Name}: {ReportWords.Of(card.Verdict)}{(card.Before.Length > 0 ? $" (before: {card.Before})" : "")}", "    ");
            foreach (var reason in card.Reasons)
            {
                Line(text, "    - ", reason, "      ");
            }

            Field(text, "margin", card.Margin + (card.Weakness.Length > 0 ? $"; alone would do it: {card.Weakness}" : ""), "    ");
            Field(text, "available", card.Availability, "    ");
            Field(text, "failovers", card.Failovers.Count > 0 ? card.Failovers[0] : "none", "    ");
            foreach (var failover in card.Failovers.Skip(1))
            {
                Field(text, "", failover, "    ");
            }

            Field(text, "at", card.Place, "    ");
            text.Append('\n');
        }

        foreach (var folded in digest.Folded)
        {
            Line(text, "  ", $"{Mark(folded.Verdict)} {ReportWords.Number(folded.Names.Total)} {(digest.Cards.Any(card => card.Verdict == folded.Verdict) ? "more " : "")}{ReportWords.Of(folded.Verdict)}: {folded.Names}", "    ");
            text.Append('\n');
        }

        if (digest.Cards.Count + digest.Folded.Count > 0)
        {
            text.Length--;
        }
        else
        {
            Line(text, "  ", "None.");
        }
    }

    private static void AddFindings(StringBuilder text, ReportDigest digest)
    {
        Heading(text, "Findings");
        if (digest.Findings.Count == 0)
        {
            Line(text, "  ", "None.");
        }

        foreach (var (place, group) in digest.Findings.Index())
        {
            text.Append(place > 0 ? "\n" : "");
            Line(text, "  ", $"{group.Severity.ToString().ToUpperInvariant()} {group.Rule} {group.Title}, {group.Where}", "    ");
            foreach (var evidence in group.Evidence)
            {
                Field(text, "seen", evidence, "    ");
            }

            Field(text, "why", group.Why, "    ");
            foreach (var cure in group.Cures)
            {
                // A command that is broken over lines cannot be copied.
                text.Append("    ").Append("cure".PadRight(Labels)).Append(cure).Append('\n');
            }

            if (group.MoreCures > 0)
            {
                Field(text, "", $"and so on {ReportWords.Count(group.MoreCures, "more time")}, each with its own address or name", "    ");
            }
        }

        if (digest.MoreFindings > 0)
        {
            Line(text, "  ", $"and findings of {ReportWords.Count(digest.MoreFindings, "more rule")}");
        }
    }

    private static void Heading(StringBuilder text, string heading) => text.Append('\n').Append(heading.ToUpperInvariant()).Append('\n');

    private static void Field(StringBuilder text, string label, string value, string indent = "  ") =>
        Line(text, indent + label.PadRight(Labels), value, indent + new string(' ', Labels));

    /// <summary>Breaks at spaces; a word that is longer than a line stays whole.</summary>
    private static void Line(StringBuilder text, string first, string value, string? following = null)
    {
        var column = first.Length;
        var empty = true;
        text.Append(first);
        foreach (var word in value.Split(' '))
        {
            if (!empty && column + 1 + word.Length > Width)
            {
                text.Append('\n').Append(following ?? first);
                column = (following ?? first).Length;
                empty = true;
            }

            text.Append(empty ? "" : " ").Append(word);
            column += word.Length + (empty ? 0 : 1);
            empty = false;
        }

        text.Append('\n');
    }

    private static string Mark(HealthVerdict verdict) => verdict switch
    {
        HealthVerdict.Ready => "[ok]",
        HealthVerdict.AtRisk => "[!]",
        HealthVerdict.WouldFail => "[X]",
        _ => "[?]",
    };

    private static string Upper(string text) => text.Length > 0 ? $"{char.ToUpperInvariant(text[0])}{text[1..]}." : text;
}
