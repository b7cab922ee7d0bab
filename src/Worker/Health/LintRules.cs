using SentinelEvents.Contracts;
using SentinelEvents.Worker.Events;

namespace SentinelEvents.Worker.Health;

/// <summary>All lint rules: every <see cref="ILintRule"/> there is, by id.</summary>
public static class LintRules
{
    public static IReadOnlyList<ILintRule> All { get; } =
    [
        .. typeof(LintRules).Assembly.GetTypes()
            .Where(type => type is { IsClass: true, IsAbstract: false } && type.IsAssignableTo(typeof(ILintRule)))
            .Select(type => (ILintRule)Activator.CreateInstance(type)!)
            .OrderBy(rule => rule.Text.Id, StringComparer.Ordinal),
    ];

    /// <summary>What all rules find, the worst first.</summary>
    public static IReadOnlyList<HealthFinding> Look(Fleet fleet) =>
    [
        .. All.SelectMany(rule => rule.Look(fleet).Select(discovery => new HealthFinding
        {
            Rule = rule.Text.Id,
            Severity = discovery.Severity ?? rule.Text.Severity,
            Cluster = fleet.Inspection.Cluster,
            Master = discovery.Master,
            Subject = VisibleText.Of(discovery.Subject),
            Title = rule.Text.Title,
            Evidence = VisibleText.Of(discovery.Evidence),
            Why = rule.Text.Why,
            Cure = VisibleText.Of(discovery.Cure),
        })).OrderByDescending(finding => finding.Severity),
    ];
}
