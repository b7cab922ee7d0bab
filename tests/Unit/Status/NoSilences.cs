using SentinelEvents.Worker.Delivery.Holding;

namespace SentinelEvents.Unit.Status;

/// <summary>A service in which nobody asked for silence.</summary>
internal sealed class NoSilences : ISilenceRegister
{
    public Task<IReadOnlyList<ListedSilence>> ListAsync(CancellationToken cancellation) => Task.FromResult<IReadOnlyList<ListedSilence>>([]);

    public Task<ListedSilence?> FindAsync(Guid id, CancellationToken cancellation) => Task.FromResult<ListedSilence?>(null);

    public Task<SilenceAddition> AddAsync(SilenceOptions wanted, string from, CancellationToken cancellation) => Task.FromResult<SilenceAddition>(new SilenceAddition.TooMany(0));

    public Task<SilenceEnding> EndAsync(Guid id, string from, CancellationToken cancellation) => Task.FromResult<SilenceEnding>(new SilenceEnding.Unknown());
}
