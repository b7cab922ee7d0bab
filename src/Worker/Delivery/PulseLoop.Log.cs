namespace SentinelEvents.Worker.Delivery;

internal sealed partial class PulseLoop
{
    [LoggerMessage(4030, LogLevel.Warning, "Heartbeat {Destination} does not say that this service is well: {Problem}")]
    private static partial void LogWithheld(ILogger logger, string destination, string problem);

    [LoggerMessage(4031, LogLevel.Information, "Heartbeat {Destination} says again that this service is well")]
    private static partial void LogGivenAgain(ILogger logger, string destination);

    [LoggerMessage(4032, LogLevel.Error, "Heartbeat {Destination} failed in a way it should not have; it is tried again")]
    private static partial void LogFailed(ILogger logger, Exception exception, string destination);
}
