namespace SentinelEvents.Contracts;

/// <summary>What one sentinel holds, where the sentinels differ.</summary>
/// <param name="Sentinel">The sentinel's id.</param>
/// <param name="Address">Where this service reaches it.</param>
/// <param name="Value">Its view, as text.</param>
public sealed record SentinelView(string Sentinel, string Address, string Value);
