namespace SentinelEvents.Lab;

/// <summary>How much of its time a real sentinel spends on what the service asks of it, at the service's own interval.</summary>
/// <param name="Masters">How many it monitors.</param>
/// <param name="CommandsPerSecond">Commands that it runs for the service.</param>
/// <param name="PercentOfACore">By how much the share of a core rises that its process takes, the network and the parsing included.</param>
internal sealed record PollingShare(int Masters, double CommandsPerSecond, double PercentOfACore);
