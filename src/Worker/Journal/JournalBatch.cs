using SentinelEvents.Worker.Events;

namespace SentinelEvents.Worker.Journal;

/// <summary>What one turn of the pipeline leads to; committed as one transaction.</summary>
/// <param name="Observations">What was heard or found, in order.</param>
/// <param name="Events">What was decided, in order, each with its destinations.</param>
/// <param name="Witnesses">Late witnesses of events committed before.</param>
/// <param name="State">The state entries that changed.</param>
public sealed record JournalBatch(
    IReadOnlyList<Observation> Observations,
    IReadOnlyList<RoutedEvent> Events,
    IReadOnlyList<LateWitness> Witnesses,
    IReadOnlyList<StateEntry> State);
