using SentinelEvents.Worker.Delivery;
using SentinelEvents.Worker.Journal;
using SentinelEvents.Worker.Pipeline;
using SentinelEvents.Worker.Reports;

namespace SentinelEvents.Worker.Status.Metrics;

/// <summary>
/// Looks into the journal every <see cref="Every"/>, so that neither who scrapes nor how often costs the database anything. Where nothing was committed
/// for as long it proves that something could be: a cluster that is quiet must not hide a disk that is full.
/// </summary>
internal sealed partial class JournalSampler(
    IJournalGauge journal, ReportStandings reports, IDeliveryView delivery, IPipelineMeasures pipeline, TimeProvider time, ILogger<JournalSampler> logger) : BackgroundService
{
    public static readonly TimeSpan Every = TimeSpan.FromSeconds(10);

    /// <summary>A database that takes longer is as good as away.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private volatile Standing last = Standing.None;

    public Standing Last => last;

    /// <summary>Looks once.</summary>
    internal async Task LookAsync(CancellationToken cancellation)
    {
        using var late = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellation);
        try
        {
            if (time.GetUtcNow() - pipeline.LastCommit is not { } quiet || quiet >= Every)
            {
                await BoundedAsync(journal.ProveWritableAsync);
            }

            string[] names = [.. delivery.Read().Select(destination => destination.Name)];
            last = new Standing(
                null,
                await BoundedResultAsync(token => journal.ReadBacklogAsync(names, token)),
                await BoundedResultAsync(reports.ReadAsync));
        }
        catch (Exception failure) when (failure is not OutOfMemoryException && !cancellation.IsCancellationRequested)
        {
            var problem = late.IsCancellationRequested ? FormattableString.Invariant($"no answer within {Patience.TotalSeconds:0} s") : failure.Message;
            if (last.Problem is null)
            {
                LogFailed(problem);
            }

            last = last with { Problem = problem };
        }

        // On another thread: SQLite works synchronously, and a disk that hangs must not hang this.
        Task BoundedAsync(Func<CancellationToken, Task> work) => Task.Run(() => work(either.Token), either.Token).WaitAsync(either.Token);

        Task<T> BoundedResultAsync<T>(Func<CancellationToken, Task<T>> work) => Task.Run(() => work(either.Token), either.Token).WaitAsync(either.Token);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, time);
        try
        {
            do
            {
                await LookAsync(stoppingToken);
            }
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException)
        {
            // Stopping.
        }
    }

    [LoggerMessage(8111, LogLevel.Warning, "The journal does not pass its regular test: {Problem}")]
    private partial void LogFailed(string problem);
}
