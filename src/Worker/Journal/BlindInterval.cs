using SentinelEvents.Worker.Events;

namespace SentinelEvents.Worker.Journal;

/// <summary>A time in which what one sentinel published may not have been heard. Its state was read again at the end, so nothing that lasted is missing.</summary>
/// <param name="Worker">Who did not hear it: each worker has its own connections.</param>
/// <param name="Cluster">The deployment.</param>
/// <param name="Sentinel">Who was not heard.</param>
/// <param name="From">The last that was heard of it.</param>
/// <param name="NoticedAt">When it was noticed; where the service itself was away, when it was back.</param>
/// <param name="To">When it was heard again; null while it is not.</param>
/// <param name="Reason">In words.</param>
public sealed record BlindInterval(
    string Worker, string Cluster, SentinelIdentity Sentinel, DateTimeOffset From, DateTimeOffset NoticedAt, DateTimeOffset? To, string Reason);
