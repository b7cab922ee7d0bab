namespace SentinelEvents.Worker.Journal;

/// <summary>The silences of one journal, beside those that each worker's configuration has.</summary>
public interface ISilenceStore
{
    /// <summary>How often to ask whether another worker changed something.</summary>
    TimeSpan Pace { get; }

    /// <summary>A text that is another one whenever a silence was kept, ended or removed. Costs little.</summary>
    Task<string> ReadRevisionAsync(CancellationToken cancellation);

    /// <summary>Those that end last, those without an end first.</summary>
    /// <param name="notOverBy">Only those that are not over by then.</param>
    /// <param name="limit">At most so many.</param>
    /// <param name="cancellation">Gives up.</param>
    Task<IReadOnlyList<KeptSilence>> ReadAsync(DateTimeOffset notOverBy, int limit, CancellationToken cancellation);

    /// <summary>One; null where there is none of this id.</summary>
    Task<KeptSilence?> FindAsync(Guid id, CancellationToken cancellation);

    /// <summary>Keeps one more.</summary>
    /// <param name="silence">Which.</param>
    /// <param name="most">How many may be that are not over when it is created.</param>
    /// <param name="cancellation">Gives up.</param>
    Task<KeepSilenceResult> KeepAsync(KeptSilence silence, int most, CancellationToken cancellation);

    /// <summary>Ends one before its time.</summary>
    /// <returns>Whether it was not over, and now is.</returns>
    Task<bool> EndAsync(Guid id, DateTimeOffset at, string from, CancellationToken cancellation);
}
