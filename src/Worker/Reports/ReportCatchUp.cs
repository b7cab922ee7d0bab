namespace SentinelEvents.Worker.Reports;

/// <summary>Makes up, at the start, for reports that came due while the one worker of a journal in SQLite was away: its schedules are not kept anywhere.</summary>
internal sealed partial class ReportCatchUp(ReportWork work, IReadOnlyList<ReportOptions> reports, ILogger<ReportCatchUp> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        foreach (var report in reports)
        {
            try
            {
                await work.CatchUpAsync(report, stoppingToken);
            }
            catch (Exception failure) when (failure is not OperationCanceledException || !stoppingToken.IsCancellationRequested)
            {
                LogFailed(failure, report.Name);
            }
        }
    }

    [LoggerMessage(7004, LogLevel.Error, "The report {Name} could not be made up for; it is made at its next time")]
    private partial void LogFailed(Exception failure, string name);
}
