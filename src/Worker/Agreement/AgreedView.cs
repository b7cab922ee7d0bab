using SentinelEvents.Contracts;

namespace SentinelEvents.Worker.Agreement;

/// <summary>Who is master, by agreement.</summary>
/// <param name="Address">Its address as the sentinels print it.</param>
/// <param name="Epoch">The highest config epoch at which it was agreed or confirmed.</param>
/// <param name="Since">When it was agreed.</param>
public sealed record AgreedView(HostAddress Address, long Epoch, DateTimeOffset Since);
