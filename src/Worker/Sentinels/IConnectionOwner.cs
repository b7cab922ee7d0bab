using SentinelEvents.Worker.Events;

namespace SentinelEvents.Worker.Sentinels;

/// <summary>Who keeps the connections of one deployment apart.</summary>
internal interface IConnectionOwner
{
    /// <summary>Whether everything is to end, not only one connection.</summary>
    bool IsStopping { get; }

    /// <summary>Asks to be the one that watches this sentinel. Where it takes the place of another, that one has had its last word.</summary>
    /// <returns>The one that already does; null when there is none.</returns>
    Task<SentinelConnection?> ClaimAsync(SentinelConnection connection, string id, CancellationToken cancellation);

    /// <summary>Does not watch it any more.</summary>
    void Release(SentinelConnection connection, string id);

    /// <summary>A snapshot was taken: it may name sentinels not known yet.</summary>
    void OnSnapshot(SentinelConnection connection, SentinelSnapshot snapshot);
}
