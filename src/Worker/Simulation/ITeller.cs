namespace SentinelEvents.Worker.Simulation;

/// <summary>
/// Decides what becomes of each agreed event: who is told at once, who later and together with others, who not at all. Knows no clock: it is
/// handed every instant, none before an earlier one.
/// </summary>
internal interface ITeller
{
    /// <summary>When it will tell something though nothing new happens; null: never.</summary>
    DateTimeOffset? NextAt { get; }

    /// <summary>An event is agreed on.</summary>
    /// <returns>Who is told now.</returns>
    IEnumerable<Told> Take(SimulatedEvent agreed);

    /// <summary>It is now so late.</summary>
    /// <returns>Who is told of what waited until now; <see cref="NextAt"/> is later from then on.</returns>
    IEnumerable<Told> Pass(DateTimeOffset now);
}
