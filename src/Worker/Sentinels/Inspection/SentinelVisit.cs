using SentinelEvents.Worker.Events.Inspection;

namespace SentinelEvents.Worker.Sentinels.Inspection;

/// <summary>Connects to one sentinel, reads it, and tries whether it would have obeyed a stranger.</summary>
/// <param name="cluster">For user, secret, TLS and master filter.</param>
/// <param name="answerLimit">How long to wait for a connection, and for each answer.</param>
/// <param name="time">The clock.</param>
internal sealed class SentinelVisit(ClusterOptions cluster, TimeSpan answerLimit, TimeProvider time)
{
    private readonly SentinelReplies _replies = new(cluster.User);

    public async Task<SentinelInspection> LookAsync(SentinelInspection sentinel, CancellationToken cancellation)
    {
        var access = RedisAccess.ToSentinels(cluster);
        var stranger = HasPassword ? ObeysStrangerAsync(sentinel, access, cancellation) : null;
        var opened = await SentinelLink.OpenAsync(access, sentinel.Address, answerLimit, time, cancellation);
        if (opened.Value is null)
        {
            // Told apart from "refused": where a stranger is obeyed, it is not the sentinel that is missing.
            var open = stranger is null ? null : await stranger;
            return sentinel with { Problem = InspectionProblems.OfSentinel(opened.Problem!), OpenToAnybody = open };
        }

        await using var link = opened.Value;
        var read = await new SentinelInspector(link, cluster, _replies).ReadAsync(sentinel, cancellation);
        return read with { OpenToAnybody = stranger is not null ? await stranger : read.IsRead ? true : null };
    }

    private bool HasPassword => !string.IsNullOrEmpty(cluster.Password) || cluster.PasswordFile is not null;

    /// <summary>Null where that cannot be told.</summary>
    private async Task<bool?> ObeysStrangerAsync(SentinelInspection sentinel, RedisAccess access, CancellationToken cancellation)
    {
        var opened = await SentinelLink.OpenAsync(access with { User = null, Password = null, PasswordFile = null }, sentinel.Address, answerLimit, time, cancellation);
        if (opened.Value is null)
        {
            return opened.Problem!.Kind is SentinelProblemKind.PasswordRequired or SentinelProblemKind.WrongPassword ? false : null;
        }

        await using var link = opened.Value;
        var (ping, id) = (link.ExecuteAsync(new SentinelCommand("PING"), cancellation), link.ExecuteAsync(SentinelCommand.Sentinel("MYID"), cancellation));
        var replies = new[] { await ping, await id };
        return Array.Exists(replies, reply => reply.Value is not null) ? true
            : Array.Exists(replies, reply => reply.Error is not null) ? false
            : null;
    }
}
