namespace SentinelEvents.Worker.Delivery;

internal sealed partial class DeliveryService
{
    [LoggerMessage(4020, LogLevel.Warning, "Attempts still under way are broken off; their events are sent again after the next start")]
    private static partial void LogBrokenOff(ILogger logger);
}
