namespace SentinelEvents.Worker.Delivery.Holding;

/// <summary>A silence as the interface shows it.</summary>
/// <param name="Id">The same for as long as it is kept; of a configured one made of its name.</param>
/// <param name="Options">What it covers and when.</param>
/// <param name="Origin">Where it comes from.</param>
/// <param name="State">How it stands.</param>
public sealed record ListedSilence(Guid Id, SilenceOptions Options, SilenceOrigin Origin, SilenceState State)
{
    /// <summary>Until when it spares people, where it does.</summary>
    public DateTimeOffset? ActiveUntil { get; init; }

    /// <summary>The key of a configured one, as in <c>Silences:2</c>.</summary>
    public string? Key { get; init; }

    /// <summary>When it was asked for; null for a configured one.</summary>
    public DateTimeOffset? CreatedAt { get; init; }

    /// <summary>From which address.</summary>
    public string? CreatedFrom { get; init; }

    /// <summary>When somebody ended it before its time.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>From which address.</summary>
    public string? EndedFrom { get; init; }
}
