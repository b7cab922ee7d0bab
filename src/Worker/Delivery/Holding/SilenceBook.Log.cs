namespace SentinelEvents.Worker.Delivery.Holding;

internal sealed partial class SilenceBook
{
    [LoggerMessage(4301, LogLevel.Information, "Silence {Name} ({Id}) by {Author}, asked for from {From}, is in force until {Until:O}: {Comment}")]
    private partial void LogAdded(string name, Guid id, string author, string from, DateTimeOffset? until, string comment);

    [LoggerMessage(4302, LogLevel.Information, "Silence {Name} ({Id}) was ended from {From}; what it kept back and is still true is told now")]
    private partial void LogEnded(string name, Guid id, string from);

    [LoggerMessage(4303, LogLevel.Warning, "The silences of the journal cannot be read; those that are known stay in force")]
    private partial void LogFails(Exception exception);

    [LoggerMessage(4304, LogLevel.Information, "The silences of the journal can be read again")]
    private partial void LogWorks();

    [LoggerMessage(4305, LogLevel.Error, "Silence {Name} ({Id}) of the journal cannot be understood and spares nobody")]
    private partial void LogUnreadable(Exception exception, string name, Guid id);
}
