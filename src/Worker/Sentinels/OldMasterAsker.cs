using SentinelEvents.Contracts;

namespace SentinelEvents.Worker.Sentinels;

/// <summary>Asks a demoted master what it is and who is connected to it, by a connection made for that: a sentinel that demotes a master cuts all of its clients off.</summary>
internal sealed class OldMasterAsker(TimeProvider time)
{
    /// <param name="options">How to enter it.</param>
    /// <param name="node">Its address.</param>
    /// <param name="wantsClients">Whether its clients are asked for as well, once it is known what it is.</param>
    /// <param name="cancellation">Ends the question.</param>
    public async Task<OldMasterAnswer> AskAsync(DataNodesOptions options, HostAddress node, Func<OldMasterWritable, bool> wantsClients, CancellationToken cancellation)
    {
        if (node.Host.Length == 0 || node.Port == 0)
        {
            return OldMasterAnswer.Unreachable;
        }

        using var inTime = new Deadline(RoleAsker.Limit, time, cancellation);
        try
        {
            var opened = await SentinelLink.OpenAsync(RedisAccess.ToOldMaster(options), node, RoleAsker.Limit, time, inTime.Token);
            if (opened.Value is null)
            {
                return opened.Problem?.Kind is SentinelProblemKind.PasswordRequired or SentinelProblemKind.WrongPassword
                    or SentinelProblemKind.SecretUnreadable or SentinelProblemKind.Tls ? OldMasterAnswer.NotChecked : OldMasterAnswer.Unreachable;
            }

            await using var link = opened.Value;
            var reply = await link.ExecuteAsync(new SentinelCommand("ROLE"), inTime.Token);
            if (reply.IsNotPermitted)
            {
                return OldMasterAnswer.NotChecked with { MissingRule = DataNodeAcl.Role };
            }

            if (RoleReply.WordOf(reply) is not { } word)
            {
                return OldMasterAnswer.Unreachable;
            }

            var answer = new OldMasterAnswer(word == "master" ? OldMasterWritable.Yes : OldMasterWritable.No, null);
            return wantsClients(answer.Writable) ? await WithClientsAsync(link, answer, inTime.Token) : answer;
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return OldMasterAnswer.Unreachable;
        }
    }

    private static async Task<OldMasterAnswer> WithClientsAsync(SentinelLink link, OldMasterAnswer answer, CancellationToken cancellation)
    {
        try
        {
            var reply = await link.ExecuteAsync(new SentinelCommand("CLIENT", "LIST"), cancellation);
            return reply.IsNotPermitted ? answer with { MissingRule = DataNodeAcl.ClientList }
                : ReplyFields.TryText(reply.Value, out var list) ? answer with { Clients = ClientList.Parse(list.ToString()) }
                : answer;
        }
        catch (OperationCanceledException)
        {
            // Its role is known all the same.
            return answer;
        }
    }
}
