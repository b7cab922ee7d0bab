using SentinelEvents.Worker.Events;

namespace SentinelEvents.Worker.Status.Views;

/// <summary>One cluster on a line.</summary>
/// <param name="Cluster">Its name.</param>
/// <param name="BlindSince">Since when too few sentinels are seen to agree on anything; null while enough are.</param>
/// <param name="Decides">Whether this worker decides about it; another one sees more of it else.</param>
/// <param name="Agreement">The rule by which a switch is agreed.</param>
/// <param name="Seen">Sentinels that are seen.</param>
/// <param name="Sentinels">Sentinels that are known or configured.</param>
/// <param name="Masters">Masters that are followed.</param>
internal sealed record ClusterSummary(string Cluster, DateTimeOffset? BlindSince, bool Decides, AgreementPolicy Agreement, int Seen, int Sentinels, int Masters);
