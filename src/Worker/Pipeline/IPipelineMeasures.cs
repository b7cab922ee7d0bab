using SentinelEvents.Contracts;

namespace SentinelEvents.Worker.Pipeline;

/// <summary>What the loop counts since this process started, for metrics and for whoever watches that it turns.</summary>
public interface IPipelineMeasures
{
    /// <summary>How often the loop has turned. While this stands still nothing is decided; waiting for a journal that answers with an error counts as turning.</summary>
    long Turns { get; }

    /// <summary>When the journal last took something; null where it has not yet.</summary>
    DateTimeOffset? LastCommit { get; }

    /// <summary>What each sentinel was heard to say.</summary>
    IReadOnlyList<HeardFrom> Heard { get; }

    /// <summary>Events that were agreed and kept.</summary>
    IReadOnlyList<(string Cluster, EventKind Kind, Severity Severity, long Count)> Told { get; }
}
