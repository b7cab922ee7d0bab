namespace SentinelEvents.Worker.Notifications.Email;

internal sealed partial class EmailDestination
{
    [LoggerMessage(EventId = 4201, Level = LogLevel.Warning, Message = "The mail of {EventId} to {Destination} tells less than it could, since the journal could not be read: {Problem}")]
    private static partial void LogNotRecalled(ILogger logger, string destination, Guid eventId, string problem);
}
