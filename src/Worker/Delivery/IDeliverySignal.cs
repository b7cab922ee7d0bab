using SentinelEvents.Worker.Journal;

namespace SentinelEvents.Worker.Delivery;

/// <summary>Tells Delivery that the journal holds something new.</summary>
public interface IDeliverySignal
{
    /// <summary>The journal holds something that was not handed over. Never blocks; calls while Delivery is busy count as one.</summary>
    void Wake();

    /// <summary>Call after each commit with what it added: where nothing older waits it is delivered without being read again. Never blocks.</summary>
    void Hand(IReadOnlyList<CommittedEvent> committed) => Wake();
}
