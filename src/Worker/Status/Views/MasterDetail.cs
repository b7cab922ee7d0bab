using SentinelEvents.Worker.Events;

namespace SentinelEvents.Worker.Status.Views;

/// <summary>One master: what is agreed beside what each sentinel says.</summary>
/// <param name="Summary">What is agreed.</param>
/// <param name="Conditions">All that holds of it, the worst first; at least one.</param>
/// <param name="Generation">Grows when the master is monitored anew and its epochs begin again.</param>
/// <param name="Agreement">The rule by which a switch is agreed.</param>
/// <param name="Required">So many must answer alike for a switch.</param>
/// <param name="Sentinels">Each sentinel's own view, by address.</param>
/// <param name="Replicas">The replicas, by address.</param>
internal sealed record MasterDetail(
    MasterSummary Summary,
    IReadOnlyList<Condition> Conditions,
    int Generation,
    AgreementPolicy Agreement,
    int Required,
    IReadOnlyList<SentinelAccount> Sentinels,
    IReadOnlyList<ReplicaView> Replicas);
