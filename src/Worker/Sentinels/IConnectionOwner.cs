using SentinelEvents.Worker.Events;

namespace SentinelEvents.Worker.Sentinels;

/// <summary>Who keeps the connections of one deployment apart.</summary>
internal interface IConnectionOwner
{
    /// <summary>Asks to be the one that watches this sentinel.</summary>
    /// <returns>The one that already does; null when there is none.</returns>
    SentinelConnection? Claim(SentinelConnection connection, string id);

    /// <summary>Does not watch it any more.</summary>
    void Release(SentinelConnection connection, string id);

    /// <summary>A snapshot was taken: it may name sentinels not known yet.</summary>
    void OnSnapshot(SentinelConnection connection, SentinelSnapshot snapshot);
}
