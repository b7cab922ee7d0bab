namespace SentinelEvents.Fuzz;

/// <summary>What came of the inputs of one target.</summary>
internal sealed class TargetTally(FuzzTarget target)
{
    private readonly Dictionary<string, long> outcomes = new(StringComparer.Ordinal);
    private readonly Dictionary<string, FuzzFinding> findings = new(StringComparer.Ordinal);

    public FuzzTarget Target => target;

    public long Inputs { get; private set; }

    public long Bytes { get; private set; }

    /// <summary>Of a processor, in the parser and the checks of its answers; without what making the inputs took.</summary>
    public TimeSpan Spent { get; private set; }

    public InputFigure<TimeSpan> Slowest { get; private set; }

    public InputFigure<long> Largest { get; private set; }

    /// <summary>How many inputs came to what, the most frequent first.</summary>
    public IEnumerable<(string Outcome, long Times)> Outcomes => outcomes.OrderByDescending(outcome => outcome.Value).Select(outcome => (outcome.Key, outcome.Value));

    public long Accepted => outcomes.GetValueOrDefault(FuzzTarget.Accepted);

    public IEnumerable<FuzzFinding> Findings => findings.Values.OrderBy(finding => finding.Index);

    public void Count(string outcome, long index, int length, TimeSpan time, long allocated)
    {
        Inputs++;
        Bytes += length;
        Spent += time;
        outcomes[outcome] = outcomes.GetValueOrDefault(outcome) + 1;
        Slowest = time > Slowest.Figure ? new(time, index, length) : Slowest;
        Largest = allocated > Largest.Figure ? new(allocated, index, length) : Largest;
    }

    public void Find(FuzzFinding finding) => findings[finding.Cause] = findings.TryGetValue(finding.Cause, out var known)
        ? (finding.Index < known.Index ? finding : known) with { Times = known.Times + finding.Times }
        : finding;

    public void Add(TargetTally other)
    {
        Inputs += other.Inputs;
        Bytes += other.Bytes;
        Spent += other.Spent;
        foreach (var (outcome, times) in other.outcomes)
        {
            outcomes[outcome] = outcomes.GetValueOrDefault(outcome) + times;
        }

        Slowest = other.Slowest.Figure > Slowest.Figure ? other.Slowest : Slowest;
        Largest = other.Largest.Figure > Largest.Figure ? other.Largest : Largest;
        foreach (var finding in other.findings.Values)
        {
            Find(finding);
        }
    }
}
