using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using SentinelEvents.Contracts;
using SentinelEvents.Worker.Events;

namespace SentinelEvents.Worker.Agreement;

/// <summary>One step under way: the state as it becomes, and the decisions as they fall. Lives inside a step only.</summary>
internal sealed class Turn(ClusterState state, DateTimeOffset now)
{
    /// <summary>Of nearly all steps that decide anything.</summary>
    private const int MostDecisions = 3;

    private ClusterState state = state;
    private MasterMap masters = state.Masters;
    private MasterState? unsettled;
    private ImmutableArray<Decision>.Builder? decisions;

    public ClusterState State
    {
        get
        {
            Settle();
            if (!ReferenceEquals(state.Masters, masters) || !ReferenceEquals(state.Sentinels, Sentinels))
            {
                state = state with { Masters = masters, Sentinels = Sentinels };
            }

            return state;
        }

        set => (state, masters, Sentinels) = (value, value.Masters, value.Sentinels);
    }

    public SmallMap<SentinelState> Sentinels { get; private set; } = state.Sentinels;

    /// <summary>Whether another worker decides.</summary>
    public bool Defers => state.Defers;

    public DateTimeOffset Now { get; } = now;

    /// <summary>Whether this step took in a sentinel's whole state: only then can memberships have changed.</summary>
    public bool ReadWhole { get; set; }

    /// <summary>The electorate that was last asked for, see <see cref="Agreement.Electorate.Of"/>.</summary>
    public Electorate? Electorate { get; set; }

    public ClusterPolicy Policy => state.Policy;

    public string Cluster => state.Policy.Cluster;

    public StepResult Result() => new(State, decisions?.DrainToImmutable() ?? []);

    public SentinelState Sentinel(string id) => Sentinels[id];

    public void Put(SentinelState sentinel) => Sentinels = Sentinels.SetItem(sentinel.Id, sentinel);

    public void Put(MasterState master)
    {
        // One that says the same stays the same object: others are written to the journal.
        if (TryGetMaster(master.Name, out var known) && known == master)
        {
            return;
        }

        if (unsettled?.Name != master.Name)
        {
            Settle();
        }

        unsettled = master;
    }

    /// <summary>Takes in at once those of which nothing is known yet.</summary>
    public void Meet(IEnumerable<string> names)
    {
        MasterState[] strangers = [.. names.Where(name => !masters.ContainsKey(name)).Select(name => new MasterState { Name = name })];
        if (strangers.Length > 0)
        {
            Settle();
            masters = masters.With(strangers);
        }
    }

    public MasterState Master(string name) => TryGetMaster(name, out var master) ? master : new MasterState { Name = name };

    public bool TryGetMaster(string name, [MaybeNullWhen(false)] out MasterState master)
    {
        master = unsettled?.Name == name ? unsettled : masters.GetValueOrDefault(name);
        return master is not null;
    }

    /// <summary>What began before this service first looked at the cluster is not news.</summary>
    public bool IsOldNews(DateTimeOffset since) => since < state.Record.FirstStartAt;

    /// <summary>Announces an event, and tells its id.</summary>
    public Guid Announce(string key, Guid incident, SentinelEvent body, IReadOnlyList<Evidence> evidence, AgreementReached agreement, Severity severity, DateTimeOffset occurredAt, bool heard = false)
    {
        var full = $"{Cluster}/{key}";
        var id = EventKey.ToId(full);
        Decide(new Decision.Announce(new AgreedEvent(full, body with
        {
            EventId = id,
            IncidentId = incident,
            Cluster = Cluster,
            Severity = severity,
            OccurredAt = occurredAt < Now ? occurredAt : Now,
            AgreedAt = Now,
            Reconciled = !heard && CanBeHeard(body.Kind) && evidence.Count > 0 && evidence.All(witness => witness.Via == EvidenceSource.Snapshot),
            Agreement = agreement,
            Evidence = evidence,
        })));
        return id;
    }

    /// <summary>No sentinel publishes these: they are always found by comparing, and nothing was missed.</summary>
    private static bool CanBeHeard(EventKind kind) => kind is not (EventKind.QuorumLost or EventKind.QuorumRestored or EventKind.ViewsDiverged
        or EventKind.ViewsConverged or EventKind.TopologyChanged or EventKind.SightLost or EventKind.SightRestored);

    public void Attach(Guid eventId, Evidence evidence) => Decide(new Decision.Attach(new LateWitness(eventId, evidence)));

    public void AskRole(string master, HostAddress node) => Decide(new Decision.AskRole(master, node));

    public void AskOldMaster(string master, HostAddress node, DateTimeOffset switchedAt) => Decide(new Decision.AskOldMaster(master, node, switchedAt));

    /// <summary>A step changes one master several times; among hundreds of others it takes its place once.</summary>
    private void Settle()
    {
        if (unsettled is { } master)
        {
            unsettled = null;
            masters = masters.With(master);
        }
    }

    private void Decide(Decision decision) => (decisions ??= ImmutableArray.CreateBuilder<Decision>(MostDecisions)).Add(decision);

    public Evidence Witness(string sentinel, DateTimeOffset at, EvidenceSource via) => new(sentinel, Sentinel(sentinel).Address.ToString(), at, via);

    /// <summary>The id of an event or incident that belongs to this cluster.</summary>
    public Guid IdOf(string key) => EventKey.ToId($"{Cluster}/{key}");
}
