using SentinelEvents.Worker.Health;

namespace SentinelEvents.Unit.Health.Fixtures;

/// <summary>A deployment that one rule has something against. Found by reflection: a new rule needs its file, and one of these.</summary>
internal abstract class RuleFixture
{
    public static IReadOnlyList<RuleFixture> All { get; } =
    [
        .. typeof(RuleFixture).Assembly.GetTypes()
            .Where(type => type is { IsAbstract: false } && type.IsSubclassOf(typeof(RuleFixture)))
            .Select(type => (RuleFixture)Activator.CreateInstance(type)!),
    ];

    /// <summary>The rule that it is for.</summary>
    public abstract Type Rule { get; }

    /// <summary>What is wrong, in a clause, for the documentation.</summary>
    public abstract string Story { get; }

    public Fleet ToFleet()
    {
        var fleet = FleetBuilder.Healthy();
        Spoil(fleet);
        return fleet.ToFleet();
    }

    /// <summary>Makes a healthy deployment into one that the rule finds.</summary>
    protected abstract void Spoil(FleetBuilder fleet);
}
