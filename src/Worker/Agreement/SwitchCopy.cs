using SentinelEvents.Contracts;

namespace SentinelEvents.Worker.Agreement;

/// <summary>A sentinel's <c>+switch-master</c> whose effect has not been read back from it yet.</summary>
public sealed record SwitchCopy(HostAddress Old, HostAddress New, DateTimeOffset At);
