using SentinelEvents.Contracts;

namespace SentinelEvents.Worker.Sentinels;

/// <summary>Asks a data node what it is, by a connection made for that one question.</summary>
internal sealed class RoleAsker(TimeProvider time)
{
    /// <summary>The answer is worth something only while the switch is news.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(2);

    public async Task<RoleCheck> AskAsync(DataNodesOptions options, HostAddress node, CancellationToken cancellation)
    {
        if (!options.Enabled)
        {
            return RoleCheck.NotChecked;
        }

        if (node.Host.Length == 0 || node.Port == 0)
        {
            return RoleCheck.Unreachable;
        }

        using var inTime = new Deadline(Limit, time, cancellation);
        try
        {
            var opened = await SentinelLink.OpenAsync(RedisAccess.ToDataNodes(options), node, Limit, time, inTime.Token);
            if (opened.Value is null)
            {
                return RoleCheck.Unreachable;
            }

            await using var link = opened.Value;
            var reply = await link.ExecuteAsync(new SentinelCommand("ROLE"), inTime.Token);
            if (RoleReply.WordOf(reply) is not { } word)
            {
                return RoleCheck.Unreachable;
            }

            return word == "master" ? RoleCheck.Verified : RoleCheck.Contradicted;
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return RoleCheck.Unreachable;
        }
    }
}
