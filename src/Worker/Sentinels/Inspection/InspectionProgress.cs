namespace SentinelEvents.Worker.Sentinels.Inspection;

/// <summary>How far the look at a deployment is.</summary>
/// <param name="Cluster">The deployment.</param>
/// <param name="Done">How many instances have been read, or could not be.</param>
/// <param name="Total">How many there are to read; it grows while instances are found.</param>
/// <param name="What">What was finished last, such as <c>sentinel 127.0.0.1:26379</c>; empty at the start.</param>
internal sealed record InspectionProgress(string Cluster, int Done, int Total, string What);
