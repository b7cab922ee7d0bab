namespace SentinelEvents.Worker.Health;

/// <summary>
/// One thing that can be wrong with a deployment. Pure and stateless; a parameterless constructor is all that it takes to be in use, see <see cref="LintRules"/>.
/// </summary>
public interface ILintRule
{
    RuleText Text { get; }

    /// <summary>What of it is wrong in a deployment, in a stable order.</summary>
    IEnumerable<Discovery> Look(Fleet fleet);
}
