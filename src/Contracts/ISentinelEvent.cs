namespace SentinelEvents.Contracts;

/// <summary>What every event has. A bus consumer of this interface receives every kind.</summary>
public interface ISentinelEvent
{
    /// <summary>The same for every copy and every redelivery of this event; made from its content. Also the bus message id and the <c>webhook-id</c>.</summary>
    Guid EventId { get; }

    /// <summary>Shared by the events of one incident, from the first suspicion to the recovery or the completed failover.</summary>
    Guid IncidentId { get; }

    /// <summary>What the event says.</summary>
    EventKind Kind { get; }

    /// <summary>The deployment, as named in this service's configuration.</summary>
    string Cluster { get; }

    /// <summary>The master's name; null for an event about a sentinel or about this service's sight.</summary>
    string? Master { get; }

    /// <summary>Starts at 0 and grows when a master is monitored anew and its epochs begin again. Order is (<see cref="Generation"/>, <see cref="Epoch"/>).</summary>
    int Generation { get; }

    /// <summary>The config epoch of the agreed view that the event speaks of; for <c>MasterSwitched</c> the new one. A fencing token within a generation.</summary>
    long Epoch { get; }

    /// <summary>How much it matters to a person.</summary>
    Severity Severity { get; }

    /// <summary>When the first report of it was heard, UTC.</summary>
    DateTimeOffset OccurredAt { get; }

    /// <summary>When the rule was met, UTC.</summary>
    DateTimeOffset AgreedAt { get; }

    /// <summary>True when nobody was heard to announce it: it was found by comparing states.</summary>
    bool Reconciled { get; }

    /// <summary>The rule and the counts.</summary>
    AgreementReached Agreement { get; }

    /// <summary>Who said so, when and how.</summary>
    IReadOnlyList<Evidence> Evidence { get; }
}
