namespace SentinelEvents.Worker.Status.Metrics;

/// <summary>One master in numbers.</summary>
/// <param name="Name">Its name, fit to be shown.</param>
/// <param name="Margin">How many more sentinels may fail before no failover could be authorised; negative: so many are missing. Null where no sentinel says.</param>
/// <param name="Epoch">The highest config epoch at which its address was agreed.</param>
/// <param name="Since">When its address was agreed.</param>
internal sealed record MasterFigures(string Name, int? Margin, long Epoch, DateTimeOffset? Since);
