namespace SentinelEvents.Worker.Schedules;

/// <summary>Work that the calendar starts: once at its time, however many workers share the journal, and once after a long stop, not once for each time missed.</summary>
/// <param name="Name">Unique; kept in the database, so never changed.</param>
/// <param name="Cron">When, as Quartz writes it: seconds, minutes, hours, day of month, month, day of week.</param>
/// <param name="Zone">Whose clock that is.</param>
/// <param name="RunAsync">What is done; what escapes it is logged, and it is started again at its next time.</param>
public sealed record ScheduledWork(string Name, string Cron, TimeZoneInfo Zone, Func<IServiceProvider, CancellationToken, Task> RunAsync)
{
    /// <summary>How the names begin of work that the configuration asks for: what no longer stands there is taken out of the database.</summary>
    public const string Configured = "report/";
}
