namespace SentinelEvents.Worker.Journal.Sqlite;

/// <summary>There is one worker on a file.</summary>
internal sealed class SqliteWorkerBoard : IWorkerBoard
{
    public Task<IReadOnlyList<WorkerSight>> ExchangeAsync(WorkerSight own, CancellationToken cancellation) => Task.FromResult<IReadOnlyList<WorkerSight>>([]);
}
