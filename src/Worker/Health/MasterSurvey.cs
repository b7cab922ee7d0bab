using SentinelEvents.Contracts;
using SentinelEvents.Worker.Events.Inspection;
using SentinelEvents.Worker.Health.Prospects;

namespace SentinelEvents.Worker.Health;

/// <summary>One master as all sentinels that could be read see it.</summary>
public sealed class MasterSurvey
{
    private readonly Lazy<IReadOnlyList<InstanceSurvey>> _replicas;
    private readonly Lazy<IReadOnlyList<InstanceSurvey>> _peers;

    internal MasterSurvey(string name, IReadOnlyList<MasterSight> sights)
    {
        Name = name;
        Sights = sights;
        var agreed = sights.GroupBy(sight => (Address: sight.Master.Address.Canonical(), sight.Master.Epoch))
            .OrderByDescending(views => views.Count()).ThenByDescending(views => views.Key.Epoch).First();
        Address = agreed.First().Master.Address;
        Epoch = agreed.Key.Epoch;
        Agreeing = [.. agreed];
        _replicas = new(() => Entries(sight => sight.Master.Replicas, fields => fields.Address.Canonical().ToString()));
        _peers = new(() => Entries(sight => sight.Master.Sentinels, fields => fields.RunId));
    }

    public string Name { get; }

    /// <summary>Every view of it; at least one.</summary>
    public IReadOnlyList<MasterSight> Sights { get; }

    /// <summary>Where most of them place it; of equally many, those with the higher epoch.</summary>
    public HostAddress Address { get; }

    public long Epoch { get; }

    /// <summary>The views with that address and epoch.</summary>
    public IReadOnlyList<MasterSight> Agreeing { get; }

    /// <summary>How many sentinels the one that knows most knows, itself included; dead ones count, as they do in an election.</summary>
    public int Known => Sights.Max(sight => sight.Master.KnownSentinels);

    /// <summary>How many votes an election takes.</summary>
    public int Majority => (Known / 2) + 1;

    /// <summary>The replicas that any sentinel names, each with all views of it, by address.</summary>
    public IReadOnlyList<InstanceSurvey> Replicas => _replicas.Value;

    /// <summary>The sentinels that any sentinel names, each with all views of it, by id.</summary>
    public IReadOnlyList<InstanceSurvey> Peers => _peers.Value;

    /// <summary>The replicas, without the master itself, which a sentinel behind the others lists among them.</summary>
    public IEnumerable<InstanceSurvey> OtherReplicas => Replicas.Where(replica => !replica.Address.SameAs(Address));

    /// <summary>Whether it has replicas, and no sentinel would promote any of them.</summary>
    public bool HasOnlyUnfitReplicas =>
        OtherReplicas.Any() && OtherReplicas.All(replica => replica.Views.All(view => Candidates.Unpromotable(view.By, view.Fields) is not null));

    /// <summary>Whether it refuses the login of every sentinel: then none of them can tell of its replicas.</summary>
    public bool RefusesEverybody => Sights.All(sight => Login.IsRefused(sight.Master.Fields));

    /// <summary>Whether any sentinel is failing it over; until the end of that its leader holds two addresses.</summary>
    public bool IsFailingOver => Sights.Any(sight => sight.Master.Fields.HasFlag("failover_in_progress"));

    /// <summary>Whether any sentinel holds it for down.</summary>
    public bool IsDown => Sights.Any(sight => sight.Master.Fields.IsSubjectivelyDown);

    /// <summary>Where the sentinels are that have a view of it.</summary>
    public IEnumerable<HostAddress> Watchers => Sights.Select(sight => sight.Sentinel.Address);

    /// <summary>Whether any of these has the settings that all are to have. If not, that they differ is what is to be mended.</summary>
    internal bool AgreesWithAny(IEnumerable<MasterSight> sights, params IReadOnlyList<DifferingSetting> settings) =>
        sights.Any(sight => settings.All(setting => sight.Master.Fields.Number(setting.Option) == setting.Agreed(this)));

    private IReadOnlyList<InstanceSurvey> Entries(Func<MasterSight, IReadOnlyList<InstanceFields>?> list, Func<InstanceFields, string> identity) =>
    [
        .. Sights.SelectMany(sight => (list(sight) ?? []).Select(fields => new InstanceSight(sight, fields)))
            .GroupBy(entry => identity(entry.Fields), StringComparer.Ordinal)
            .OrderBy(entries => entries.Key, StringComparer.Ordinal)
            .Select(entries => new InstanceSurvey(entries.First().Fields.Address, [.. entries])),
    ];
}
