using SentinelEvents.Contracts;

namespace SentinelEvents.Worker.Bus;

internal sealed partial class BusEcho
{
    [LoggerMessage(4101, LogLevel.Information, "Bus received {Kind} of {Cluster}/{Master} at epoch {Epoch}, event {EventId}")]
    private static partial void LogReceived(ILogger logger, EventKind kind, string cluster, string? master, long epoch, Guid eventId);
}
