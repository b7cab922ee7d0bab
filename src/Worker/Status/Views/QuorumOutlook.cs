namespace SentinelEvents.Worker.Status.Views;

/// <summary>Whether a failover could be authorised now.</summary>
/// <param name="Quorum">The sentinels' own setting; the highest where they differ.</param>
/// <param name="Needed">So many must be usable: the quorum, or the majority where that is more.</param>
/// <param name="Usable">So many are, by the answer to CKQUORUM that counts the most; without one, those that may vote.</param>
/// <param name="Margin">So many more may die; negative: so many are missing.</param>
internal sealed record QuorumOutlook(int Quorum, int Needed, int Usable, int Margin);
