namespace SentinelEvents.Lab;

/// <summary>What the judge found.</summary>
internal sealed record Verdict
{
    public required IReadOnlyList<ProofFinding> Findings { get; init; }

    public required IReadOnlyList<ReceiverTally> Receivers { get; init; }

    /// <summary>Times at which a majority of the sentinels came to hold another master than before.</summary>
    public required int Switches { get; init; }

    /// <summary>Of them, those that nobody was told of and nobody was owed: no worker had the chance to see them.</summary>
    public required IReadOnlyList<string> Unseen { get; init; }

    /// <summary>Times at which a sentinel found a master down together with a quorum; copies of several sentinels count once.</summary>
    public required int AgreedDowns { get; init; }

    /// <summary>Failover attempts that a sentinel gave up.</summary>
    public required int Aborts { get; init; }

    public int Count(FindingKind kind, string? receiver = null) => Findings.Count(finding => finding.Kind == kind && (receiver is null || finding.Receiver is null || finding.Receiver == receiver));

    public bool IsGood => Findings.Count == 0;
}
