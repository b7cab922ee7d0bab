namespace SentinelEvents.Worker.Journal;

/// <summary>Where the workers that share a journal tell each other what they see.</summary>
public interface IWorkerBoard
{
    /// <summary>Shows what this worker sees, and reads what the others showed; one that has shown nothing for the lease counts as gone.</summary>
    Task<IReadOnlyList<WorkerSight>> ExchangeAsync(WorkerSight own, CancellationToken cancellation);
}
