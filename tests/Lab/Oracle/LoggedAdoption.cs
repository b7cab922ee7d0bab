namespace SentinelEvents.Lab;

/// <summary>A sentinel's <c>+switch-master</c>: it took over another address. The line has no epoch.</summary>
internal sealed record LoggedAdoption(int Sentinel, string Master, string Address, DateTimeOffset At);
