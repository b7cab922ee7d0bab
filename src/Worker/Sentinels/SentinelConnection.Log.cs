using SentinelEvents.Contracts;

namespace SentinelEvents.Worker.Sentinels;

internal sealed partial class SentinelConnection
{
    [LoggerMessage(1001, LogLevel.Information, "Watching {Cluster} sentinel {Address}, id {Id}")]
    private partial void LogWatching(string cluster, HostAddress address, string id);

    [LoggerMessage(1002, LogLevel.Warning, "Not watching {Cluster} sentinel {Address} (or not fully): {Problem}. Cure: {Cure}")]
    private partial void LogProblem(string cluster, HostAddress address, string problem, string cure);

    [LoggerMessage(1003, LogLevel.Warning, "{Cluster} sentinel {Address}: some facts will be missing; {Problem}. Cure: {Cure}")]
    private partial void LogDenied(string cluster, HostAddress address, string problem, string cure);

    [LoggerMessage(1004, LogLevel.Warning, "{Cluster} sentinel {Address}: the queue of observations is full; its messages are given up until a snapshot makes up for them")]
    private partial void LogQueueFull(string cluster, HostAddress address);

    [LoggerMessage(1005, LogLevel.Warning, "{Cluster} sentinel {Address}: a message on {Channel} could not be read ({Reason}); further ones on this channel are only counted")]
    private partial void LogUnrecognised(string cluster, HostAddress address, string channel, string reason);

    [LoggerMessage(1006, LogLevel.Error, "{Cluster} sentinel {Address}: a message was lost to an error that should not be")]
    private partial void LogHearingFailed(string cluster, HostAddress address, Exception failure);
}
