using System.Collections.Immutable;
using SentinelEvents.Contracts;

namespace SentinelEvents.Worker.Agreement;

/// <summary>An incident of the present master: from the first suspicion, or the beginning of a planned failover, to its end.</summary>
public sealed record Incident
{
    public required Guid Id { get; init; }

    public required int Ordinal { get; init; }

    /// <summary>First report.</summary>
    public required DateTimeOffset OpenedAt { get; init; }

    /// <summary>False when it began before this service first looked and nothing of it was announced.</summary>
    public required bool Announced { get; init; }

    /// <summary>First S_DOWN.</summary>
    public DateTimeOffset? SuspectedAt { get; init; }

    /// <summary>Agreed down.</summary>
    public DateTimeOffset? DownAt { get; init; }

    /// <summary>Since when nobody holds the master for down; null while somebody does.</summary>
    public DateTimeOffset? UpSince { get; init; }

    /// <summary>How often it went down again after a short recovery.</summary>
    public int Flaps { get; init; }

    /// <summary>When the first leader was elected.</summary>
    public DateTimeOffset? ElectedAt { get; init; }

    public string? Leader { get; init; }

    public bool Planned { get; init; }

    /// <summary>Attempts so far: the epochs they had, in order, without those that had none.</summary>
    public int Attempts { get; init; }

    public long? LastAttemptEpoch { get; init; }

    /// <summary>When the first attempt was read to run before it was heard of, and so without its epoch.</summary>
    public DateTimeOffset? UnnamedAttemptAt { get; init; }

    /// <summary>The last epoch in which a leader was elected.</summary>
    public long? LastElectedEpoch { get; init; }

    /// <summary>A leader was elected, and neither a switch nor a failure has followed yet.</summary>
    public bool AttemptOpen { get; init; }

    /// <summary>Failures that were announced.</summary>
    public ImmutableSortedSet<FailoverFailure> Failures { get; init; } = [];
}
