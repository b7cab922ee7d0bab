namespace SentinelEvents.Lab;

/// <summary>A span of time in which more than half of all sentinels held one address in one epoch.</summary>
internal sealed record AgreedSpan(long Epoch, DateTimeOffset From, DateTimeOffset To);
