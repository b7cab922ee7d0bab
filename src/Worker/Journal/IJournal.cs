namespace SentinelEvents.Worker.Journal;

/// <summary>The write side, used by the one loop that decides, and beside it by whoever has reports to keep.</summary>
public interface IJournal
{
    /// <summary>Makes the schema current and takes the journal for this process. Call once, before anything else.</summary>
    /// <exception cref="JournalUnusableException">The schema is newer than this program, another worker holds the journal, or it cannot be opened; the message says which and the cure.</exception>
    Task OpenAsync(CancellationToken cancellation);

    /// <summary>All state entries as last committed.</summary>
    Task<IReadOnlyList<StateEntry>> LoadStateAsync(CancellationToken cancellation);

    /// <summary>Writes the whole batch in one transaction, or nothing of it. An event whose key is known already is left as it is, with its deliveries.</summary>
    /// <returns>
    /// <see cref="CommitResult.Overtaken"/> where another worker changed the state of one of the batch's clusters since this journal last loaded, committed
    /// or was overtaken: then nothing was written, and the batch is to be decided anew upon the newer state. Never for a batch without events, witnesses and state,
    /// nor for one of reports alone: they depend on no state, so whoever keeps them takes no news away from the loop that decides.
    /// </returns>
    Task<CommitResult> CommitAsync(JournalBatch batch, CancellationToken cancellation);

    /// <summary>Removes what is older than <paramref name="before"/>, except undelivered events.</summary>
    /// <returns>How many rows were removed.</returns>
    Task<long> RemoveBeforeAsync(DateTimeOffset before, CancellationToken cancellation);
}
