using SentinelEvents.Worker.Health;

namespace SentinelEvents.Unit.Health.Fixtures;

/// <summary>A fixture of one rule.</summary>
internal abstract class RuleFixture<TRule> : RuleFixture
    where TRule : ILintRule
{
    public override Type Rule => typeof(TRule);
}
