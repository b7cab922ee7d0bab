namespace SentinelEvents.Worker.Status.Views;

/// <summary>A sentinel's answer to CKQUORUM.</summary>
/// <param name="Ok">Whether quorum and majority can be reached, in its eyes.</param>
/// <param name="Usable">How many usable sentinels it counts, itself included.</param>
/// <param name="Answer">In its own words.</param>
/// <param name="NotOkSince">Since when it says no; null where it does not, or did so when it was first read.</param>
internal sealed record QuorumAnswer(bool Ok, int Usable, string Answer, DateTimeOffset? NotOkSince);
