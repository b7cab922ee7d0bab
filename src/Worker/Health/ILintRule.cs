namespace SentinelEvents.Worker.Health;

/// <summary>
/// One thing that can be wrong with a deployment. Pure and stateless; in use once <see cref="LintRules"/> names it.
/// </summary>
public interface ILintRule
{
    RuleText Text { get; }

    /// <summary>What of it is wrong in a deployment, in a stable order.</summary>
    IEnumerable<Discovery> Look(Fleet fleet);
}
