namespace SentinelEvents.Fuzz;

/// <summary>What a run came to.</summary>
/// <param name="Tallies">One for each target.</param>
/// <param name="Elapsed">By the clock.</param>
internal sealed record FuzzResult(IReadOnlyList<TargetTally> Tallies, TimeSpan Elapsed)
{
    public IEnumerable<FuzzFinding> Findings => Tallies.SelectMany(tally => tally.Findings);

    public long Inputs => Tallies.Sum(tally => tally.Inputs);
}
