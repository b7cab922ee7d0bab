namespace SentinelEvents.Worker.Pipeline;

/// <summary>What one sentinel was heard to say since this process started.</summary>
/// <param name="Cluster">The deployment.</param>
/// <param name="Sentinel">Its address; <see cref="HeardCounts.DataNodes"/> or <see cref="HeardCounts.Others"/> where it stands for several.</param>
/// <param name="Observations">By name of kind, see <see cref="ObservationKinds"/>; only what was heard at all.</param>
/// <param name="Blind">For how long, in sum, it was not seen after it had been.</param>
public sealed record HeardFrom(string Cluster, string Sentinel, IReadOnlyList<(string Kind, long Count)> Observations, TimeSpan Blind);
