namespace SentinelEvents.Lab;

/// <summary>How much of its time a real sentinel spent on what the service asked of it.</summary>
/// <param name="Masters">How many it monitors.</param>
/// <param name="CommandsPerSecond">Commands that it ran for the service.</param>
/// <param name="PercentInCommands">The share of its time that these commands ran, by its own <c>INFO commandstats</c>.</param>
/// <param name="PercentInProcess">By how much the share of a core rose that its process takes, the network and the parsing included.</param>
internal sealed record PollingShare(int Masters, double CommandsPerSecond, double PercentInCommands, double PercentInProcess);
