using SentinelEvents.Contracts;
using SentinelEvents.Worker.Sentinels;

namespace SentinelEvents.Worker.Status.Views;

/// <summary>One sentinel on a line.</summary>
internal sealed record SentinelSummary
{
    /// <summary>The deployment.</summary>
    public required string Cluster { get; init; }

    /// <summary>Its id; null before it was ever reached.</summary>
    public string? Id { get; init; }

    /// <summary>Where this service reaches it.</summary>
    public required HostAddress Address { get; init; }

    /// <summary>Whether the configuration names it; else other sentinels did.</summary>
    public bool Configured { get; init; }

    /// <summary>How the connection stands; null where it is not watched any more and only on record.</summary>
    public SentinelWatchState? Connection { get; init; }

    /// <summary>Since when it is, or is not, seen; null before it was ever reached.</summary>
    public DateTimeOffset? ConnectionSince { get; init; }

    /// <summary>When its subscribed connection last carried anything.</summary>
    public DateTimeOffset? LastTrafficAt { get; init; }

    /// <summary>When it was last read whole.</summary>
    public DateTimeOffset? ReadAt { get; init; }

    /// <summary>When its process began, by its own account.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>Since when it is in TILT; null while it is not.</summary>
    public DateTimeOffset? TiltSince { get; init; }

    /// <summary>Since when the others agree that it is down; null while they do not.</summary>
    public DateTimeOffset? DownSince { get; init; }

    /// <summary>The open incident of that; null where there is none.</summary>
    public Guid? IncidentId { get; init; }

    /// <summary>The ids of the sentinels that hold it for down, for any master.</summary>
    public IReadOnlyList<string> DownBy { get; init; } = [];

    /// <summary>How many masters it monitors that are followed.</summary>
    public int Masters { get; init; }

    /// <summary>The most sentinels that it knows of for one master, itself included.</summary>
    public int Knows { get; init; }

    /// <summary>Messages that could not be read.</summary>
    public long Unrecognised { get; init; }

    /// <summary>Observations given up because the queue was full.</summary>
    public long Missed { get; init; }

    /// <summary>What was last wrong; null while nothing is.</summary>
    public ProblemView? Problem { get; init; }
}
