using SentinelEvents.Contracts;
using SentinelEvents.Worker.Agreement;
using SentinelEvents.Worker.Events;

namespace SentinelEvents.Worker.Status.Views;

/// <summary>One master at a moment, with what several views of it need. Lives for one reading only.</summary>
internal sealed class MasterPicture
{
    private readonly MasterSettings? usual;

    public MasterPicture(ClusterState cluster, MasterState master, DateTimeOffset now)
    {
        Cluster = cluster;
        Master = master;
        Now = now;

        // What is being read again counts as it was a moment ago: what is agreed has not become unknown by that.
        Electorate = Electorate.At(cluster, master.InDoubt ? master with { TrustedFrom = default } : master, now);
        Voters = Electorate.OnConfig.Select(vote => vote.Key).ToHashSet(StringComparer.Ordinal);
        usual = master.Views.Values.Select(view => view.Settings).OfType<MasterSettings>()
            .GroupBy(settings => settings)
            .OrderByDescending(alike => alike.Count()).ThenByDescending(alike => alike.Key.Quorum)
            .Select(alike => alike.Key).FirstOrDefault();
    }

    public ClusterState Cluster { get; }

    public MasterState Master { get; }

    public DateTimeOffset Now { get; }

    public Electorate Electorate { get; }

    /// <summary>The ids of those that may say who is master.</summary>
    public IReadOnlySet<string> Voters { get; }

    public AgreedView? Agreed => Master.Record.Agreed;

    /// <summary>How many of them say what is agreed.</summary>
    public int Agreeing => Electorate.OnConfig.Count(vote => Agrees(vote.Value));

    /// <summary>Whether a view is a vote for what is agreed.</summary>
    public bool Agrees(MasterView view) => Agreed is { } agreed && view.Epoch == agreed.Epoch && view.Address.SameAs(agreed.Address);

    /// <summary>Whether it holds the agreed master for down: what it says of another instance, says nothing of this one.</summary>
    public bool HoldsDown(MasterView view) => view.Down is not null && (Agreed is null || view.Instance.SameAs(Agreed.Address));

    /// <summary>What a view holds that is not agreed, or not what most have set.</summary>
    public IReadOnlyList<DifferingAspect> Differences(MasterView view)
    {
        if (view.ReadAt is null)
        {
            return [];
        }

        List<DifferingAspect> found = [];
        void Note(bool differs, DifferingAspect aspect)
        {
            if (differs)
            {
                found.Add(aspect);
            }
        }

        if (Agreed is { } agreed)
        {
            Note(!view.Address.SameAs(agreed.Address), DifferingAspect.Address);
            Note(view.Epoch != agreed.Epoch, DifferingAspect.Epoch);
        }

        if (view.Settings is { } settings && usual is not null)
        {
            Note(settings.Quorum != usual.Quorum, DifferingAspect.Quorum);
            Note(settings.DownAfter != usual.DownAfter, DifferingAspect.DownAfter);
            Note(settings.FailoverTimeout != usual.FailoverTimeout, DifferingAspect.FailoverTimeout);
            Note(settings.ParallelSyncs != usual.ParallelSyncs, DifferingAspect.ParallelSyncs);
        }

        return found;
    }

    public Eligibility EligibilityOf(string sentinel, MasterView? view) => Cluster.Sentinels.GetValueOrDefault(sentinel) switch
    {
        null or { Seen: false } => Eligibility.Unseen,
        _ when view?.ReadAt is null => Eligibility.Unread,
        _ when IsStale(view) => Eligibility.Stale,
        _ when view.AskedAt < Master.TrustedFrom => Eligibility.InDoubt,
        _ when view.Announced is not null => Eligibility.AnnouncedWithoutEffect,
        { Tilt: true } => Eligibility.InTilt,
        _ when Now < view.SettlingUntil => Eligibility.Settling,
        _ => Eligibility.Votes,
    };

    public bool IsStale(MasterView view) => Now - view.ReadAt > Cluster.Policy.AnswerLifetime;

    public HostAddress? AddressOf(string sentinel) => Cluster.Sentinels.GetValueOrDefault(sentinel)?.Address;
}
