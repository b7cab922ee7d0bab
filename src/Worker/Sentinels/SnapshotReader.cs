using System.Globalization;
using SentinelEvents.Worker.Events;
using StackExchange.Redis;

namespace SentinelEvents.Worker.Sentinels;

/// <summary>Reads the state of one sentinel. Total: what makes no sense is a problem in the answer, never an exception.</summary>
/// <param name="commands">The sentinel.</param>
/// <param name="follows">Which masters to read, by name.</param>
/// <param name="user">For the text of the cure.</param>
/// <param name="denied">Told of each optional command that is not permitted.</param>
internal sealed class SnapshotReader(ISentinelCommands commands, Func<string, bool> follows, string? user, Action<SentinelProblem> denied)
{
    /// <summary>A sentinel is single-threaded: what one batch takes is missing in its own timers.</summary>
    private const int BatchSize = 100;

    private const int Attempts = 3;

    private readonly SentinelReplies _replies = new(user);

    /// <summary>Names as the sentinel spells them, byte for byte: they need not be UTF-8.</summary>
    private volatile Dictionary<string, RedisValue> _names = [];

    /// <summary>The same as <see cref="Names"/>, to be compared with what <c>INFO</c> lists; null as long as they were never asked for.</summary>
    private ListedMasters? _monitored;

    /// <summary>Names of all masters that the sentinel monitored when last asked, followed or not.</summary>
    public IReadOnlySet<string> Names { get; private set; } = new HashSet<string>(StringComparer.Ordinal);

    /// <summary>The answer of <c>SENTINEL MYID</c>; null where the sentinel has none to give.</summary>
    public async Task<Answer<string>> ReadIdAsync(CancellationToken cancellation)
    {
        var reply = await Sentinel("MYID", null, cancellation);
        if (reply.IsNotPermitted)
        {
            denied(_replies.Denied("SENTINEL", "MYID"));
            return Answer<string>.Of(null);
        }

        if (reply.Error is { } error)
        {
            // Before 6.2 there is no MYID; a server that knows no SENTINEL at all is something else.
            return error.Contains("'SENTINEL'", StringComparison.OrdinalIgnoreCase) && error.Contains("unknown command", StringComparison.OrdinalIgnoreCase)
                ? Answer<string>.Failed(SentinelProblem.NotASentinel())
                : _replies.ProblemOf(reply, "MYID") is { Kind: not SentinelProblemKind.Garbage } problem ? Answer<string>.Failed(problem) : Answer<string>.Of(null);
        }

        return reply.Problem is not null || !ReplyFields.TryText(reply.Value, out var id)
            ? Answer<string>.Failed(_replies.ProblemOf(reply, "MYID"))
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
            var before = Sentinel("GET-MASTER-ADDR-BY-NAME", raw, cancellation);
            var master = Sentinel("MASTER", raw, cancellation);
            var after = Sentinel("GET-MASTER-ADDR-BY-NAME", raw, cancellation);
            await Task.WhenAll(before, master, after);

            var (first, second) = (_replies.Address(await before), _replies.Address(await after));
            if ((first.Problem ?? second.Problem) is { } problem)
            {
                return Answer<MasterSnapshot>.Failed(problem);
            }

            var reply = await master;
            if (first.Address != second.Address || (first.Address is null) != reply.IsNoSuchMaster)
            {
                continue;
            }

            if (first.Address is null)
            {
                return Answer<MasterSnapshot>.Of(null);
            }

            return reply.Value is not null && ReplyFields.From(reply.Value, _replies.Texts) is { } fields && SnapshotFields.Master(fields, first.Address.Value) is { } snapshot && snapshot.Name == name
                ? Answer<MasterSnapshot>.Of(snapshot)
                : Answer<MasterSnapshot>.Failed(_replies.ProblemOf(reply, "MASTER"));
        }

        return Answer<MasterSnapshot>.Failed(new SentinelProblem(
            SentinelProblemKind.Unsettled, "a master's address kept changing while it was read", "read again with the next snapshot"));
    }

    /// <summary>Everything.</summary>
    public async Task<Answer<SentinelSnapshot>> ReadAllAsync(CancellationToken cancellation)
    {
        var serverTask = commands.ExecuteAsync("INFO", null, "server", cancellation);
        var sentinelTask = commands.ExecuteAsync("INFO", null, "sentinel", cancellation);
        var (server, sentinel) = (InfoOf(await serverTask), InfoOf(await sentinelTask));
        if (await RenewNamesAsync(ListedMasters.In(sentinel), cancellation) is { } unknown)
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

    /// <summary>
    /// Asks for the masters' names where those listed are not the ones of last time. <c>MASTERS</c> says all of every master, megabytes of a sentinel with thousands in one
    /// piece: each master alone says the same in small ones, and says it of one moment with its address.
    /// </summary>
    private async Task<SentinelProblem?> RenewNamesAsync(ListedMasters listed, CancellationToken cancellation)
    {
        // None may also mean that it may not be said: to ask costs nothing then.
        if (listed.Count > 0 && listed == _monitored)
        {
            return null;
        }

        var masters = _replies.Masters(await Sentinel("MASTERS", null, cancellation));
        if (masters.Problem is { } problem)
        {
            return problem;
        }

        var names = new Dictionary<string, RedisValue>(masters.Entries.Count, StringComparer.Ordinal);
        foreach (var fields in masters.Entries)
        {
            names[fields.Text("name")] = fields.Raw("name");
        }

        Names = names.Keys.ToHashSet(StringComparer.Ordinal);
        _names = names.Where(pair => follows(pair.Key)).ToDictionary(StringComparer.Ordinal);
        _monitored = ListedMasters.Of(names.Keys);
        return null;
    }

    private async Task<Answer<IReadOnlyList<MasterSnapshot>>> ReadMastersAsync(CancellationToken cancellation)
    {
        const int commandsPerMaster = 6;
        var read = new List<MasterSnapshot>(_names.Count);
        foreach (var batch in _names.Chunk(BatchSize / commandsPerMaster))
        {
            var asked = Array.ConvertAll(batch, master => (
                Master: ReadMasterAsync(master.Key, cancellation),
                Replicas: Sentinel("REPLICAS", master.Value, cancellation),
                Sentinels: Sentinel("SENTINELS", master.Value, cancellation),
                Quorum: Sentinel("CKQUORUM", master.Value, cancellation)));
            foreach (var (masterTask, replicasTask, sentinelsTask, quorumTask) in asked)
            {
                var (master, replicas, sentinels, quorum) = (await masterTask, await replicasTask, await sentinelsTask, await quorumTask);
                if (master.Problem is { } problem)
                {
                    return Answer<IReadOnlyList<MasterSnapshot>>.Failed(problem);
                }

                // Null: it was removed meanwhile.
                if (master.Value is { } found)
                {
                    read.Add(found with
                    {
                        Replicas = replicas.Value is null ? null : SnapshotFields.Replicas(replicas.Value, _replies.Texts),
                        Sentinels = sentinels.Value is null ? null : SnapshotFields.Sentinels(sentinels.Value, _replies.Texts),
                        QuorumCheck = SnapshotFields.Quorum(quorum),
                    });
                    NoteDenied(replicas, "REPLICAS");
                    NoteDenied(sentinels, "SENTINELS");
                    NoteDenied(quorum, "CKQUORUM");
                }
            }
        }

        return Answer<IReadOnlyList<MasterSnapshot>>.Of(read);
    }

    private string InfoOf(SentinelReply reply)
    {
        if (reply.IsNotPermitted)
        {
            denied(_replies.Denied("INFO", null));
        }

        return ReplyFields.TryText(reply.Value, out var text) ? text.ToString() : string.Empty;
    }

    private void NoteDenied(SentinelReply reply, string subcommand)
    {
        if (reply.IsNotPermitted)
        {
            denied(_replies.Denied("SENTINEL", subcommand));
        }
    }

    private Task<SentinelReply> Sentinel(string subcommand, RedisValue? argument, CancellationToken cancellation) =>
        commands.ExecuteAsync("SENTINEL", subcommand, argument, cancellation);
}
