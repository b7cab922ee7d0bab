namespace SentinelEvents.Contracts;

/// <summary>The health of one master.</summary>
public sealed record MasterHealth
{
    /// <summary>The deployment.</summary>
    public required string Cluster { get; init; }

    /// <summary>The master's name.</summary>
    public required string Master { get; init; }

    /// <summary>Where it is, as most sentinels say; null where none says.</summary>
    public HostAddress? Address { get; init; }

    /// <summary>Its config epoch there.</summary>
    public long Epoch { get; init; }

    /// <summary>Whether a failover would succeed now.</summary>
    public HealthVerdict Verdict { get; init; }

    /// <summary>Why, in words; for every verdict at least one.</summary>
    public IReadOnlyList<string> Reasons { get; init; } = [];

    /// <summary>What more may break.</summary>
    public HealthMargin Margin { get; init; } = new();

    /// <summary>Its members and how they stand, for the picture of the topology.</summary>
    public IReadOnlyList<HealthMember> Members { get; init; } = [];

    /// <summary>The share of the period, 0 to 1, in which the master was not agreed to be down; null where the journal does not reach back.</summary>
    public double? Availability { get; init; }

    /// <summary>Since when the journal knows the master; null where it does not.</summary>
    public DateTimeOffset? KnownSince { get; init; }

    /// <summary>The failovers in the period, the oldest first.</summary>
    public IReadOnlyList<HealthFailover> Failovers { get; init; } = [];

    /// <summary>The verdict of the report before; null where there was none.</summary>
    public HealthVerdict? PreviousVerdict { get; init; }
}
