using SentinelEvents.Contracts;

namespace SentinelEvents.Worker.Delivery;

internal sealed partial class DeliveryLoop
{
    [LoggerMessage(4001, LogLevel.Information, "Delivered {Kind} of {Cluster}/{Master} to {Destination}, event {EventId}")]
    private static partial void LogDelivered(ILogger logger, EventKind kind, string cluster, string? master, string destination, Guid eventId);

    [LoggerMessage(4002, LogLevel.Warning, "Delivered {Kind} to {Destination} with a reservation, event {EventId}: {Note}")]
    private static partial void LogDeliveredWithNote(ILogger logger, EventKind kind, string destination, Guid eventId, string note);

    [LoggerMessage(4003, LogLevel.Debug, "{Kind} to {Destination}, event {EventId}: attempt {Attempt} failed, the next one at {NotBefore:O}. {Reason}: {Detail}")]
    private static partial void LogRetry(ILogger logger, EventKind kind, string destination, Guid eventId, int attempt, DateTimeOffset? notBefore, DeliveryReason reason, string detail);

    [LoggerMessage(4004, LogLevel.Error, "{Kind} of {Cluster}/{Master} is not delivered to {Destination} and will not be tried again, event {EventId}. {Reason}: {Detail}")]
    private static partial void LogRejected(ILogger logger, EventKind kind, string cluster, string? master, string destination, Guid eventId, DeliveryReason reason, string detail);

    [LoggerMessage(4005, LogLevel.Warning, "Destination {Destination} fails; its events wait and are tried again. {Reason}: {Detail}")]
    private static partial void LogFailing(ILogger logger, string destination, DeliveryReason reason, string detail);

    [LoggerMessage(4006, LogLevel.Warning, "Destination {Destination} works again")]
    private static partial void LogWorksAgain(ILogger logger, string destination);

    [LoggerMessage(4007, LogLevel.Error, "Destination {Destination} failed in a way it should not have, with {Kind}, event {EventId}; it is tried again")]
    private static partial void LogEscaped(ILogger logger, Exception exception, string destination, EventKind kind, Guid eventId);

    [LoggerMessage(4008, LogLevel.Error, "The deliveries to {Destination} cannot be read or recorded; trying on")]
    private static partial void LogStoreFails(ILogger logger, Exception exception, string destination);

    [LoggerMessage(4009, LogLevel.Warning, "The deliveries to {Destination} can be read and recorded again")]
    private static partial void LogStoreWorks(ILogger logger, string destination);

    [LoggerMessage(4010, LogLevel.Warning, "{Count} deliveries to {Destination} ran out of their claims, so another worker may have made them too")]
    private static partial void LogClaimsLost(ILogger logger, int count, string destination);

    [LoggerMessage(4011, LogLevel.Warning, "The claims of deliveries to {Destination} could not be renewed; tried again: {Reason}")]
    private static partial void LogNotRenewed(ILogger logger, string destination, string reason);

    [LoggerMessage(4012, LogLevel.Information, "{Kind} of {Cluster}/{Master} is kept from {Destination} until {Until:O}, event {EventId}. {Reason}: {Detail}")]
    private static partial void LogHeld(ILogger logger, EventKind kind, string cluster, string? master, string destination, DateTimeOffset until, Guid eventId, string reason, string detail);

    [LoggerMessage(4013, LogLevel.Error, "Destination {Destination} is disabled until this service starts anew or its configuration changes; its events are rejected, see the command deliveries. {Detail}")]
    private static partial void LogDisabled(ILogger logger, string destination, string detail);

    [LoggerMessage(4014, LogLevel.Information, "{Kind} of {Cluster}/{Master} is not told to {Destination}, event {EventId}. {Reason}: {Detail}")]
    private static partial void LogNotTold(ILogger logger, EventKind kind, string cluster, string? master, string destination, Guid eventId, string reason, string detail);
}
