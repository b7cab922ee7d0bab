using SentinelEvents.Worker.Journal;

namespace SentinelEvents.Unit.Journal;

/// <summary>An opened journal with all its sides.</summary>
public sealed record JournalHandle(IJournal Journal, IDeliveryStore Deliveries, IJournalReader Reader, ISilenceStore Silences, Action Close) : IDisposable
{
    public required IJournalGauge Gauge { get; init; }

    public void Dispose() => Close();
}
