namespace SentinelEvents.Worker.Delivery;

internal sealed partial class DeliveryService
{
    [LoggerMessage(4020, LogLevel.Warning, "Attempts still under way to {Destination} are broken off; their events are sent again")]
    internal static partial void LogBrokenOff(ILogger logger, string destination);
}
