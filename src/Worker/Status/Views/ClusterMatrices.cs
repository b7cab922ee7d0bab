using SentinelEvents.Worker.Agreement;
using SentinelEvents.Worker.Sentinels;

namespace SentinelEvents.Worker.Status.Views;

/// <summary>Sentinels by masters. Pure.</summary>
internal static class ClusterMatrices
{
    public static ClusterMatrix Of(ClusterState cluster, IReadOnlyList<SentinelWatchStatus> watch, DateTimeOffset now)
    {
        SentinelState[] sentinels =
        [
            .. cluster.Sentinels.Values.Where(sentinel => SentinelViews.IsPresent(sentinel, watch))
                .OrderBy(sentinel => sentinel.Address.ToString(), StringComparer.Ordinal).ThenBy(sentinel => sentinel.Id, StringComparer.Ordinal),
        ];
        return new ClusterMatrix(
            cluster.Policy.Cluster,
            [.. sentinels.Select(sentinel => new MatrixColumn(sentinel.Id, sentinel.Address, sentinel.Seen, sentinel.Tilt))],
            [.. cluster.Masters.Values.Where(master => master.IsFollowed).Select(master => Row(new MasterPicture(cluster, master, now), sentinels))]);
    }

    private static MatrixRow Row(MasterPicture picture, SentinelState[] sentinels) => new(
        picture.Master.Name,
        Conditions.Of(picture)[0].Standing,
        [.. sentinels.Select(sentinel => MasterViews.Cell(picture, sentinel))]);
}
