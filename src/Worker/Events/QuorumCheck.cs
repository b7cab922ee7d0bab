namespace SentinelEvents.Worker.Events;

/// <summary>A sentinel's answer to <c>SENTINEL CKQUORUM</c>.</summary>
/// <param name="Usable">How many usable sentinels it counts, itself included.</param>
/// <param name="Ok">Whether quorum and majority can be reached, in its eyes.</param>
/// <param name="Answer">The reply's text.</param>
public sealed record QuorumCheck(int Usable, bool Ok, string Answer);
