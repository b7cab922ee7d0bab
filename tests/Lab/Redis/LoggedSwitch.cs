namespace SentinelEvents.Lab;

/// <summary>A <c>+switch-master</c> as a sentinel wrote it into its own log.</summary>
public sealed record LoggedSwitch(DateTimeOffset At, string Master, string OldHost, int OldPort, string NewHost, int NewPort);
