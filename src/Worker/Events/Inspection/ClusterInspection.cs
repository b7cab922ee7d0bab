namespace SentinelEvents.Worker.Events.Inspection;

/// <summary>One thorough look at a deployment: everything that sentinels and data nodes said when asked at about one moment.</summary>
/// <param name="Cluster">The deployment's name.</param>
/// <param name="At">When it was looked at.</param>
/// <param name="Wanted">The names and globs of masters in the configuration; empty: all.</param>
/// <param name="Racks">The rack labels of the configuration, by host as written there; empty: none.</param>
/// <param name="Sentinels">Every sentinel that is configured, or that another one names.</param>
/// <param name="Nodes">Every data node that was asked; empty where data nodes may not be read.</param>
/// <param name="NodesRead">Whether data nodes may be read at all.</param>
public sealed record ClusterInspection(
    string Cluster,
    DateTimeOffset At,
    IReadOnlyList<string> Wanted,
    IReadOnlyDictionary<string, string> Racks,
    IReadOnlyList<SentinelInspection> Sentinels,
    IReadOnlyList<NodeInspection> Nodes,
    bool NodesRead);
