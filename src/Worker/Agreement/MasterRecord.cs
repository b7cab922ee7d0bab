using System.Collections.Immutable;
using SentinelEvents.Contracts;

namespace SentinelEvents.Worker.Agreement;

/// <summary>What was agreed and announced about a master; kept over restarts.</summary>
public sealed record MasterRecord
{
    /// <summary>Grows when the master is monitored anew and its epochs begin again.</summary>
    public int Generation { get; init; }

    /// <summary>Who is master; null until enough sentinels answered alike for the first time.</summary>
    public AgreedView? Agreed { get; init; }

    public int IncidentOrdinal { get; init; }

    /// <summary>The open incident of the present master; a switch moves it to <see cref="Completion"/>.</summary>
    public Incident? Incident { get; init; }

    /// <summary>The incident that last ended in a recovery: the next one soon after is the same.</summary>
    public ClosedIncident? LastRecovered { get; init; }

    /// <summary>A switch whose failover has not ended yet.</summary>
    public Completion? Completion { get; init; }

    /// <summary>The master that the last switch replaced.</summary>
    public Demotion? LastDemotion { get; init; }

    /// <summary>A switch that some announce, by (epoch, address).</summary>
    public ImmutableSortedDictionary<string, Candidate> Candidates { get; init; } = ImmutableSortedDictionary.Create<string, Candidate>(StringComparer.Ordinal);

    /// <summary>The last switches, newest first: late copies join them.</summary>
    public ImmutableArray<PastSwitch> Switches { get; init; } = [];

    /// <summary>By canonical address.</summary>
    public ImmutableSortedDictionary<string, OpenDown> ReplicasDown { get; init; } = ImmutableSortedDictionary.Create<string, OpenDown>(StringComparer.Ordinal);

    public int ReplicaOrdinal { get; init; }

    public OpenCondition? QuorumLoss { get; init; }

    public int QuorumOrdinal { get; init; }

    public ImmutableSortedDictionary<DivergedAspect, OpenCondition> Diverged { get; init; } = ImmutableSortedDictionary<DivergedAspect, OpenCondition>.Empty;

    public int DivergedOrdinal { get; init; }

    /// <summary>Sentinels that monitor it, by id, as last known.</summary>
    public ImmutableSortedSet<string> MonitoredBy { get; init; } = ImmutableSortedSet.Create<string>(StringComparer.Ordinal);

    /// <summary>How each sentinel was last known to monitor it, by id.</summary>
    public ImmutableSortedDictionary<string, MonitoringAccount> Accounts { get; init; } = ImmutableSortedDictionary.Create<string, MonitoringAccount>(StringComparer.Ordinal);

    /// <summary>The last change of each content, by what was changed to what.</summary>
    public ImmutableSortedDictionary<string, MonitoringClaim> Changes { get; init; } = ImmutableSortedDictionary.Create<string, MonitoringClaim>(StringComparer.Ordinal);

    /// <summary>Known data nodes by canonical address, and sentinels by id; null before the first reading.</summary>
    public Members? Members { get; init; }

    public int TopologyOrdinal { get; init; }
}
