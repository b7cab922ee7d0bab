using SentinelEvents.Contracts;

namespace SentinelEvents.Worker.Sentinels;

internal sealed partial class ClusterWatch
{
    [LoggerMessage(1011, LogLevel.Information, "{Cluster}: sentinel {Id} at {Address} is named by {Source}")]
    private partial void LogFound(string cluster, string id, HostAddress address, HostAddress source);

    [LoggerMessage(1012, LogLevel.Information, "{Cluster}: sentinel {Id} moved from {Old} to {New}")]
    private partial void LogMoved(string cluster, string id, HostAddress old, HostAddress @new);

    [LoggerMessage(1013, LogLevel.Information, "{Cluster}: sentinel {Address} is not configured and no sentinel names it any more; no longer watched")]
    private partial void LogDropped(string cluster, HostAddress address);

    [LoggerMessage(1014, LogLevel.Critical, "{Cluster}: watching sentinel {Address} ended by an error that should not be")]
    private partial void LogBroken(string cluster, HostAddress address, Exception failure);
}
