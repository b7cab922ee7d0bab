using SentinelEvents.Worker.Journal;

namespace SentinelEvents.Unit.Delivery.Holding;

/// <summary>A journal without silences.</summary>
internal sealed class NoSilences : ISilenceStore
{
    public TimeSpan Pace => TimeSpan.FromSeconds(30);

    public Task<string> ReadRevisionAsync(CancellationToken cancellation) => Task.FromResult("");

    public Task<IReadOnlyList<KeptSilence>> ReadAsync(DateTimeOffset notOverBy, int limit, CancellationToken cancellation) => Task.FromResult<IReadOnlyList<KeptSilence>>([]);

    public Task<KeptSilence?> FindAsync(Guid id, CancellationToken cancellation) => Task.FromResult<KeptSilence?>(null);

    public Task<KeepSilenceResult> KeepAsync(KeptSilence silence, int most, CancellationToken cancellation) => throw Elsewhere();

    public Task<bool> EndAsync(Guid id, DateTimeOffset at, string from, CancellationToken cancellation) => throw Elsewhere();

    private static NotSupportedException Elsewhere() => new("Silences are tested on a real journal.");
}
