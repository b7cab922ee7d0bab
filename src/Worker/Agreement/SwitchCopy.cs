using SentinelEvents.Contracts;

namespace SentinelEvents.Worker.Agreement;

/// <summary>A sentinel's <c>+switch-master</c> whose effect has not been read back from it yet.</summary>
/// <param name="Old">The address before, as it says.</param>
/// <param name="New">The address that it announces.</param>
/// <param name="At">When it was heard.</param>
/// <param name="EpochBefore">The highest config epoch that it cannot be about: it answered with that before.</param>
public sealed record SwitchCopy(HostAddress Old, HostAddress New, DateTimeOffset At, long EpochBefore);
