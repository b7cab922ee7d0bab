namespace SentinelEvents.Worker.Delivery.Holding;

/// <summary>The silences that there are, and those that are asked for while the service runs. The bus is never silenced by any.</summary>
public interface ISilenceRegister
{
    /// <summary>Those of the configuration in its order, then the others, those that end last first.</summary>
    Task<IReadOnlyList<ListedSilence>> ListAsync(CancellationToken cancellation);

    /// <summary>One; null where there is none of this id.</summary>
    Task<ListedSilence?> FindAsync(Guid id, CancellationToken cancellation);

    /// <summary>Keeps one more, and has it in force when it returns.</summary>
    /// <param name="wanted">Without <c>Start</c> it begins now; with <c>Duration</c> and no <c>Cron</c> it ends so long after its start.</param>
    /// <param name="from">The address of whoever asks.</param>
    /// <param name="cancellation">Gives up.</param>
    Task<SilenceAddition> AddAsync(SilenceOptions wanted, string from, CancellationToken cancellation);

    /// <summary>Ends one before its time. It stays on record.</summary>
    Task<SilenceEnding> EndAsync(Guid id, string from, CancellationToken cancellation);
}
