namespace SentinelEvents.Contracts;

/// <summary>One sentinel's word for an event.</summary>
/// <param name="Sentinel">The sentinel's id (<c>SENTINEL MYID</c>).</param>
/// <param name="Address">Where this service reaches that sentinel, <c>host:port</c>.</param>
/// <param name="At">When it was first heard to say so.</param>
/// <param name="Via">How it was heard.</param>
public sealed record Evidence(string Sentinel, string Address, DateTimeOffset At, EvidenceSource Via);
