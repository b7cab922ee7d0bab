using System.Collections.Concurrent;
using SentinelEvents.Contracts;
using SentinelEvents.Worker.Events;

namespace SentinelEvents.Worker.Sentinels;

/// <summary>Looks at one endpoint once, in the way in which it would be watched.</summary>
public sealed class SentinelProbe(TimeProvider time)
{
    /// <summary>Never throws but for cancellation; the answer comes within the time-out.</summary>
    /// <param name="cluster">The deployment, for user, secret, TLS and master filter.</param>
    /// <param name="endpoint">One of its <see cref="ClusterOptions.Sentinels"/>.</param>
    /// <param name="timeout">How long it may take in all.</param>
    /// <param name="cancellation">Gives up.</param>
    public async Task<ProbeResult> ProbeAsync(ClusterOptions cluster, string endpoint, TimeSpan timeout, CancellationToken cancellation)
    {
        var address = EndpointText.Read(endpoint);
        using var inTime = new Deadline(timeout, time, cancellation);
        try
        {
            return await ProbeAsync(cluster, address, timeout, inTime.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return new ProbeFailed(cluster.Name, address, SentinelProblem.Unreachable("no answer in time", cluster.Tls.Enabled));
        }
    }

    private async Task<ProbeResult> ProbeAsync(ClusterOptions cluster, HostAddress address, TimeSpan timeout, CancellationToken cancellation)
    {
        var opened = await SentinelLink.OpenAsync(RedisAccess.ToSentinels(cluster), address, timeout, time, cancellation);
        if (opened.Value is null)
        {
            return new ProbeFailed(cluster.Name, address, opened.Problem!);
        }

        await using var link = opened.Value;
        var missing = new ConcurrentDictionary<string, SentinelProblem>(StringComparer.Ordinal);
        var reader = new SnapshotReader(
            link, name => Glob.IsMatchAny(cluster.Masters, name), new SentinelReplies(cluster.User), problem => missing.TryAdd(problem.Command ?? string.Empty, problem));
        var id = await reader.ReadIdAsync(cancellation);
        if (id.Problem is not null)
        {
            return new ProbeFailed(cluster.Name, address, id.Problem);
        }

        var subscribed = await link.SubscribeAsync(["+*", "-*"], cluster.User, timeout, time, cancellation);
        if (subscribed.Problem is not null)
        {
            return new ProbeFailed(cluster.Name, address, subscribed.Problem);
        }

        var snapshot = await reader.ReadAllAsync(cancellation);
        return snapshot.Value is { } read
            ? new ProbeReachable(cluster.Name, address, id.Value, read.Version, [.. read.Masters.Select(master => master.Name)], [.. missing.Values])
            : new ProbeFailed(cluster.Name, address, snapshot.Problem!);
    }
}
