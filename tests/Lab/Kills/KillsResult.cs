namespace SentinelEvents.Lab;

/// <summary>What came of it.</summary>
internal sealed record KillsResult(int Kills, int Failovers, TimeSpan Lasted, Verdict Verdict);
