using System.Globalization;
using SentinelEvents.Worker.Events;
using StackExchange.Redis;

namespace SentinelEvents.Worker.Sentinels;

/// <summary>Reads the state of one sentinel. Total: what makes no sense is a problem in the answer, never an exception.</summary>
/// <param name="commands">The sentinel.</param>
/// <param name="follows">Which masters to read, by name.</param>
/// <param name="replies">What it answers, put into words that all sentinels of a deployment share.</param>
/// <param name="denied">Told of each optional command that is not permitted.</param>
internal sealed class SnapshotReader(ISentinelCommands commands, Func<string, bool> follows, SentinelReplies replies, Action<SentinelProblem> denied)
{
    private const int Attempts = 3;

    private const int SettlingCommands = 3;

    private const int CommandsPerMaster = SettlingCommands + 3;

    /// <summary>Names as the sentinel spells them, byte for byte: they need not be UTF-8.</summary>
    private volatile Dictionary<string, RedisValue> _names = [];

    /// <summary>The same as <see cref="Names"/>, to be compared with what <c>INFO</c> lists; null as long as they were never asked for.</summary>
    private ListedMasters? _monitored;

    /// <summary>Names of all masters that the sentinel monitored when last asked, followed or not.</summary>
    public IReadOnlySet<string> Names { get; private set; } = new HashSet<string>(StringComparer.Ordinal);

    /// <summary>The answer of <c>SENTINEL MYID</c>; null where the sentinel has none to give.</summary>
    public async Task<Answer<string>> ReadIdAsync(CancellationToken cancellation)
    {
        var reply = await commands.ExecuteAsync(SentinelCommand.Sentinel("MYID"), cancellation);
        if (reply.IsNotPermitted)
        {
            denied(replies.Denied("SENTINEL", "MYID"));
            return Answer<string>.Of(null);
        }

        if (reply.Error is { } error)
        {
            // Before 6.2 there is no MYID; a server that knows no SENTINEL at all is something else.
            return error.Contains("'SENTINEL'", StringComparison.OrdinalIgnoreCase) && error.Contains("unknown command", StringComparison.OrdinalIgnoreCase)
                ? Answer<string>.Failed(SentinelProblem.NotASentinel())
                : replies.ProblemOf(reply, "MYID") is { Kind: not SentinelProblemKind.Garbage } problem ? Answer<string>.Failed(problem) : Answer<string>.Of(null);
        }

        return reply.Problem is not null || !ReplyFields.TryText(reply.Value, out var id)
            ? Answer<string>.Failed(replies.ProblemOf(reply, "MYID"))
            : Answer<string>.Of(id.ToString());
    }

    /// <summary>
    /// One master. Flags and address come from two commands, between which a leader may change its mind: the address is asked for
    /// before and after, and only if both agree do they belong together.
    /// </summary>
    public async Task<Answer<MasterSnapshot>> ReadMasterAsync(string name, CancellationToken cancellation)
    {
        var raw = _names.TryGetValue(name, out var known) ? known : (RedisValue)name;
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            if (Settle(name, await commands.ExecuteAllAsync(Settling(raw), cancellation)) is { } settled)
            {
                return settled;
            }
        }

        return Answer<MasterSnapshot>.Failed(new SentinelProblem(
            SentinelProblemKind.Unsettled, "a master's address kept changing while it was read", "read again with the next snapshot"));
    }

    /// <summary>Everything.</summary>
    public async Task<Answer<SentinelSnapshot>> ReadAllAsync(CancellationToken cancellation)
    {
        var info = await commands.ExecuteAllAsync([SentinelCommand.Info("server"), SentinelCommand.Info("sentinel")], cancellation);
        var (server, sentinel) = (InfoOf(info[0]), InfoOf(info[1]));
        if (await RenewNamesAsync(sentinel, cancellation) is { } unknown)
        {
            return Answer<SentinelSnapshot>.Failed(unknown);
        }

        var masters = await ReadMastersAsync(cancellation);
        return masters.Value is null
            ? Answer<SentinelSnapshot>.Failed(masters.Problem!)
            : Answer<SentinelSnapshot>.Of(new SentinelSnapshot(
                InfoText.ValueOf(server, "run_id") ?? string.Empty,
                InfoText.ValueOf(server, "valkey_version") ?? InfoText.ValueOf(server, "redis_version") ?? string.Empty,
                TimeSpan.FromSeconds(long.TryParse(InfoText.ValueOf(server, "uptime_in_seconds"), NumberStyles.None, CultureInfo.InvariantCulture, out var uptime)
                    ? Math.Min(uptime, int.MaxValue)
                    : 0),
                InfoText.ValueOf(sentinel, "sentinel_tilt") == "1",
                masters.Value));
    }

    /// <summary>Reads the masters' names where those listed are not the ones of last time.</summary>
    private async Task<SentinelProblem?> RenewNamesAsync(string info, CancellationToken cancellation)
    {
        var listed = ListedMasters.In(info);

        // None may also mean that it may not be said.
        if (listed.Count > 0 && listed == _monitored)
        {
            return null;
        }

        var names = await new MasterNames(commands, replies).ReadAsync(info, cancellation);
        if (names.Value is null)
        {
            return names.Problem;
        }

        Names = names.Value.Keys.ToHashSet(StringComparer.Ordinal);
        _names = names.Value.Where(pair => follows(pair.Key)).ToDictionary(StringComparer.Ordinal);
        _monitored = ListedMasters.Of([.. names.Value.Keys]);
        return null;
    }

    private async Task<Answer<IReadOnlyList<MasterSnapshot>>> ReadMastersAsync(CancellationToken cancellation)
    {
        var read = new List<MasterSnapshot>(_names.Count);
        await foreach (var ((name, _), said) in EachMaster.AskAsync(commands, _names, CommandsPerMaster, static master => Asked(master.Value), cancellation))
        {
            var master = Settle(name, said) ?? await ReadMasterAsync(name, cancellation);
            if (master.Problem is { } problem)
            {
                return Answer<IReadOnlyList<MasterSnapshot>>.Failed(problem);
            }

            // Null: it was removed meanwhile.
            if (master.Value is { } found)
            {
                var (replicas, sentinels, quorum) = (said[SettlingCommands], said[SettlingCommands + 1], said[SettlingCommands + 2]);
                read.Add(found with
                {
                    Replicas = replicas.Value is null ? null : SnapshotFields.Replicas(replicas.Value, replies.Texts),
                    Sentinels = sentinels.Value is null ? null : SnapshotFields.Sentinels(sentinels.Value, replies.Texts),
                    QuorumCheck = SnapshotFields.Quorum(quorum),
                });
                NoteDenied(replicas, "REPLICAS");
                NoteDenied(sentinels, "SENTINELS");
                NoteDenied(quorum, "CKQUORUM");
            }
        }

        return Answer<IReadOnlyList<MasterSnapshot>>.Of(read);
    }

    private static SentinelCommand[] Asked(RedisValue name) =>
    [
        .. Settling(name),
        SentinelCommand.Sentinel("REPLICAS", name),
        SentinelCommand.Sentinel("SENTINELS", name),
        SentinelCommand.Sentinel("CKQUORUM", name),
    ];

    /// <summary>What is asked of one master, so that <see cref="Settle"/> can tell what it is.</summary>
    private static SentinelCommand[] Settling(RedisValue name) =>
    [
        SentinelCommand.Sentinel("GET-MASTER-ADDR-BY-NAME", name),
        SentinelCommand.Sentinel("MASTER", name),
        SentinelCommand.Sentinel("GET-MASTER-ADDR-BY-NAME", name),
    ];

    /// <summary>Null where the sentinel changed its mind meanwhile.</summary>
    private Answer<MasterSnapshot>? Settle(string name, ReadOnlySpan<SentinelReply> said)
    {
        var (first, reply, second) = (replies.Address(said[0]), said[1], replies.Address(said[2]));
        if ((first.Problem ?? second.Problem) is { } problem)
        {
            return Answer<MasterSnapshot>.Failed(problem);
        }

        if (first.Address != second.Address || (first.Address is null) != reply.IsNoSuchMaster)
        {
            return null;
        }

        if (first.Address is null)
        {
            return Answer<MasterSnapshot>.Of(null);
        }

        return reply.Value is not null && ReplyFields.From(reply.Value, replies.Texts) is { } fields && SnapshotFields.Master(fields, first.Address.Value) is { } snapshot && snapshot.Name == name
            ? Answer<MasterSnapshot>.Of(snapshot)
            : Answer<MasterSnapshot>.Failed(replies.ProblemOf(reply, "MASTER"));
    }

    private string InfoOf(SentinelReply reply)
    {
        if (reply.IsNotPermitted)
        {
            denied(replies.Denied("INFO", null));
        }

        return ReplyFields.TryText(reply.Value, out var text) ? text.ToString() : string.Empty;
    }

    private void NoteDenied(SentinelReply reply, string subcommand)
    {
        if (reply.IsNotPermitted)
        {
            denied(replies.Denied("SENTINEL", subcommand));
        }
    }
}
