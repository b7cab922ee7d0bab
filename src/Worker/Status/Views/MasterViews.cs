using SentinelEvents.Contracts;
using SentinelEvents.Worker.Agreement;
using SentinelEvents.Worker.Sentinels;

namespace SentinelEvents.Worker.Status.Views;

/// <summary>Views of single masters, from what is agreed and what each sentinel holds. Pure.</summary>
internal static class MasterViews
{
    public static MasterSummary Summary(MasterPicture picture, FailoverVerdict? failover) => Summary(picture, Conditions.Of(picture)[0], failover);

    /// <param name="picture">The master.</param>
    /// <param name="watch">The sentinels as this worker watches them.</param>
    /// <param name="failover">Whether a failover would succeed, as last assessed.</param>
    public static MasterDetail Detail(MasterPicture picture, IReadOnlyList<SentinelWatchStatus> watch, FailoverVerdict? failover)
    {
        var conditions = Conditions.Of(picture);
        return new MasterDetail(
            Summary(picture, conditions[0], failover),
            conditions,
            picture.Master.Record.Generation,
            picture.Cluster.Policy.Agreement,
            picture.Electorate.RequiredForSwitch,
            [
                .. picture.Cluster.Sentinels.Values.Where(sentinel => SentinelViews.IsPresent(sentinel, watch))
                    .OrderBy(sentinel => sentinel.Address.ToString(), StringComparer.Ordinal).ThenBy(sentinel => sentinel.Id, StringComparer.Ordinal)
                    .Select(sentinel => Account(picture, sentinel, SentinelViews.WatchOf(sentinel, watch))),
            ],
            Replicas(picture));
    }

    /// <summary>Whether a failover could be authorised: the side that counts most sentinels is the one that could elect a leader.</summary>
    public static QuorumOutlook Outlook(MasterPicture picture)
    {
        var electorate = picture.Electorate;
        var needed = Math.Max(electorate.Quorum, electorate.Majority);
        var usable = electorate.OnState.Select(vote => vote.Value.Quorum?.Usable).Max() ?? electorate.OnState.Count;
        return new QuorumOutlook(electorate.Quorum, needed, usable, usable - needed);
    }

    public static IReadOnlyList<ReplicaView> Replicas(MasterPicture picture)
    {
        var down = picture.Master.Record.ReplicasDown;
        var master = picture.Agreed?.Address.Canonical().ToString();
        return
        [
            .. picture.Master.Views
                .Where(view => picture.Voters.Contains(view.Key))
                .SelectMany(view => (view.Value.Replicas ?? SmallMap<InstanceView>.Empty).Select(replica => (Sentinel: view.Key, Key: replica.Key, Seen: replica.Value)))
                .Where(sighting => sighting.Key != master)
                .GroupBy(sighting => sighting.Key, StringComparer.Ordinal)
                .OrderBy(replica => replica.Key, StringComparer.Ordinal)
                .Select(replica => Replica(replica.First().Seen.Address, down.GetValueOrDefault(replica.Key), [.. replica.Select(sighting => (sighting.Sentinel, sighting.Seen))])),
        ];
    }

    public static MatrixCell Cell(MasterPicture picture, SentinelState sentinel)
    {
        var view = picture.Master.Views.GetValueOrDefault(sentinel.Id);
        var differs = view is null ? [] : picture.Differences(view);
        var state = (sentinel, view) switch
        {
            ({ Seen: false }, _) => CellState.Unseen,
            ({ SnapshotAt: null }, null) => CellState.Unread,
            (_, null) => CellState.NotMonitored,
            (_, { ReadAt: null }) => CellState.Unread,
            _ when picture.IsStale(view) => CellState.Stale,
            _ when picture.HoldsDown(view) && view.ODown is not null => CellState.ODown,
            _ when picture.HoldsDown(view) => CellState.Down,
            _ => differs.Count > 0 ? CellState.Differs : CellState.Agrees,
        };
        return new MatrixCell(sentinel.Id, state, differs, view?.ReadAt);
    }

    private static MasterSummary Summary(MasterPicture picture, Condition worst, FailoverVerdict? failover)
    {
        var (master, electorate) = (picture.Master, picture.Electorate);
        var replicas = Replicas(picture);
        return new MasterSummary(
            picture.Cluster.Policy.Cluster,
            master.Name,
            worst.Standing,
            worst.Why,
            worst.Since,
            worst.IncidentId,
            picture.Agreed?.Address,
            picture.Agreed?.Epoch ?? 0,
            picture.Agreed?.Since,
            new ReplicaCount(replicas.Count(replica => replica.Standing == ReplicaStanding.Up), replicas.Count),
            new SentinelCount(
                picture.Agreeing,
                master.Views.Keys.Count(id => picture.Cluster.Sentinels.GetValueOrDefault(id) is { Seen: true }),
                electorate.Known),
            Outlook(picture),
            Last(master.Record),
            failover);
    }

    private static LastSwitch? Last(MasterRecord record) => record.Switches is [var last, ..]
        ? new LastSwitch(
            last.EventId,
            last.Epoch,
            record.LastDemotion?.Address,
            last.Address,
            record.Agreed is { } agreed && agreed.Address.SameAs(last.Address) ? agreed.Since : record.LastDemotion?.At)
        : null;

    private static ReplicaView Replica(HostAddress address, OpenDown? down, IReadOnlyList<(string Sentinel, InstanceView Seen)> sightings)
    {
        var claims = sightings.Where(sighting => sighting.Seen.Down is not null).ToList();
        var standing = down is not null ? ReplicaStanding.Down
            : claims.Count > 0 ? ReplicaStanding.Suspected
            : sightings.Any(sighting => sighting.Seen.Up is not null) ? ReplicaStanding.Up
            : ReplicaStanding.Unproven;
        return new ReplicaView(
            address,
            standing,
            down?.Since ?? claims.Min(claim => (DateTimeOffset?)claim.Seen.Down!.Since),
            down is { Announced: true } ? down.IncidentId : null,
            [.. claims.Select(claim => claim.Sentinel)],
            [.. sightings.Select(sighting => sighting.Sentinel)]);
    }

    private static SentinelAccount Account(MasterPicture picture, SentinelState sentinel, SentinelWatchStatus? watch)
    {
        var view = picture.Master.Views.GetValueOrDefault(sentinel.Id);
        var isRead = view?.ReadAt is not null;
        return new SentinelAccount
        {
            Sentinel = sentinel.Id,
            SentinelAddress = sentinel.Address,
            Cell = Cell(picture, sentinel),
            Eligibility = picture.EligibilityOf(sentinel.Id, view),
            Connection = watch?.State,
            ConnectionSince = sentinel.SeenSince,
            LastTrafficAt = watch?.LastTrafficAt,
            ReadAt = view?.ReadAt,
            Address = isRead ? view!.Address : null,
            Epoch = isRead ? view!.Epoch : 0,
            HeldSince = isRead ? view!.VoteAt : null,
            DownSince = view?.Down?.Since,
            ODown = view?.ODown is { } odown ? new ODownView(odown.Since, odown.Seen, odown.Required) : null,
            Attempt = view?.Attempt is { } attempt
                ? new AttemptView(attempt.Epoch, attempt.StartedAt, attempt.ElectedAt, attempt.Promoted, attempt.EndedAt, attempt.Ending, attempt.Failure)
                : null,
            Quorum = view?.Quorum is { } quorum
                ? new QuorumAnswer(quorum.Ok, quorum.Usable, quorum.Answer, view.NoQuorumSince > DateTimeOffset.MinValue ? view.NoQuorumSince : null)
                : null,
            Settings = view?.Settings,
            Peers = [.. (view?.Peers ?? SmallMap<InstanceView>.Empty).Select(peer => SentinelViews.Sighting(peer.Key, peer.Value, sentinel.DownPeers.GetValueOrDefault(peer.Key), picture.Master.Name))],
        };
    }
}
