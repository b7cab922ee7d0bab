using System.Text;
using SentinelEvents.Unit.Health.Fixtures;
using SentinelEvents.Worker.Health;

namespace SentinelEvents.Unit.Health;

/// <summary>The documentation of the rules, made of what they say of themselves and of their fixtures.</summary>
internal static class RulePage
{
    private const int MostExamples = 3;
    private const string Made = "<!-- Made from the rule and its fixture; UPDATE_SNAPSHOTS=1 with the tests of rules writes it anew. -->";

    public static string Of(ILintRule rule, RuleFixture fixture)
    {
        var text = rule.Text;
        var page = new StringBuilder($"{Made}\n# {text.Id} {text.Name}\n\n**{Prose(text.Title)}.** Severity: {text.Severity}.\n\n");
        page.Append($"{Prose(text.Why)}\n\n");
        page.Append($"- Where it shows: {Prose(text.Looks)}\n- What mends it: {Prose(text.Mend)}\n\n## Example\n\n{fixture.Story}\n");
        var findings = LintRules.Look(fixture.ToFleet()).Where(finding => finding.Rule == text.Id).Take(MostExamples);
        foreach (var finding in findings)
        {
            var subject = finding.Master is null || finding.Subject == finding.Master ? finding.Subject : $"{finding.Master}, {finding.Subject}";
            page.Append($"\n{finding.Severity}, {subject}:\n\n```text\n{finding.Evidence}\n```\n\nCure:\n\n```text\n{finding.Cure}\n```\n");
        }

        page.Append("\n[All rules](README.md)\n");
        return page.ToString();
    }

    public static string Index(IReadOnlyList<ILintRule> rules)
    {
        var page = new StringBuilder(
            $"""
            {Made}
            # Rules

            What `check` and the reports look for, each with the evidence and the command that mends it. A finding may be graded otherwise than its rule where the case is
            worse or milder than usual. `Critical`: a failover would fail or split. `Warning`: to be mended. `Info`: worth knowing.

            | rule | finds | severity |
            |---|---|---|

            """.ReplaceLineEndings("\n"));
        foreach (var rule in rules)
        {
            page.Append($"| [{rule.Text.Id} {rule.Text.Name}]({rule.Text.Id}.md) | {Prose(rule.Text.Title)} | {rule.Text.Severity} |\n");
        }

        return page.ToString();
    }

    /// <summary>Channels, placeholders and names of settings are meant to be read, not to be markup.</summary>
    private static string Prose(string text) => text
        .Replace("&", "&amp;", StringComparison.Ordinal)
        .Replace("<", "&lt;", StringComparison.Ordinal)
        .Replace("*", @"\*", StringComparison.Ordinal)
        .Replace("_", @"\_", StringComparison.Ordinal);
}
