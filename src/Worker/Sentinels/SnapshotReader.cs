using System.Globalization;
using SentinelEvents.Contracts;
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

            return reply.Value is not null && ReplyFields.From(reply.Value, _replies.Texts) is { } fields && SnapshotFields.Master(fields, first.Address.Value) is { } snapshot
                ? Answer<MasterSnapshot>.Of(snapshot)
                : Answer<MasterSnapshot>.Failed(_replies.ProblemOf(reply, "MASTER"));
        }

        return Answer<MasterSnapshot>.Failed(new SentinelProblem(
            SentinelProblemKind.Unsettled, "a master's address kept changing while it was read", "read again with the next snapshot"));
    }

    /// <summary>Everything.</summary>
    public async Task<Answer<SentinelSnapshot>> ReadAllAsync(CancellationToken cancellation)
    {
        if (_names.Count == 0)
        {
            var names = TakeMasters(await Sentinel("MASTERS", null, cancellation));
            if (names.Problem is not null)
            {
                return Answer<SentinelSnapshot>.Failed(names.Problem);
            }
        }

        var infoTask = commands.ExecuteAsync("INFO", null, "server", cancellation);
        var tiltTask = commands.ExecuteAsync("INFO", null, "sentinel", cancellation);
        var asked = _names;
        var before = asked.Values.Select(raw => Sentinel("GET-MASTER-ADDR-BY-NAME", raw, cancellation)).ToArray();
        var mastersTask = Sentinel("MASTERS", null, cancellation);
        var after = asked.Values.Select(raw => Sentinel("GET-MASTER-ADDR-BY-NAME", raw, cancellation)).ToArray();
        await Task.WhenAll([.. before, mastersTask, .. after, infoTask, tiltTask]);

        var masters = TakeMasters(await mastersTask);
        if (masters.Problem is not null)
        {
            return Answer<SentinelSnapshot>.Failed(masters.Problem);
        }

        var settled = new Dictionary<string, HostAddress>(StringComparer.Ordinal);
        var index = 0;
        foreach (var name in asked.Keys)
        {
            var (first, second) = (_replies.Address(await before[index]), _replies.Address(await after[index]));
            index++;
            if ((first.Problem ?? second.Problem) is { } problem)
            {
                return Answer<SentinelSnapshot>.Failed(problem);
            }

            if (first.Address is { } address && second.Address == address)
            {
                settled[name] = address;
            }
        }

        var read = new List<MasterSnapshot>(masters.Entries.Count);
        foreach (var fields in masters.Entries)
        {
            var name = fields.Text("name");
            if (!follows(name))
            {
                continue;
            }

            if (settled.TryGetValue(name, out var address) && SnapshotFields.Master(fields, address) is { } snapshot)
            {
                read.Add(snapshot);
                continue;
            }

            var again = await ReadMasterAsync(name, cancellation);
            if (again.Problem is not null)
            {
                return Answer<SentinelSnapshot>.Failed(again.Problem);
            }

            if (again.Value is not null)
            {
                read.Add(again.Value);
            }
        }

        var (info, tilt) = (InfoOf(await infoTask), InfoOf(await tiltTask));
        return Answer<SentinelSnapshot>.Of(new SentinelSnapshot(
            info.GetValueOrDefault("run_id", string.Empty),
            info.GetValueOrDefault("valkey_version") ?? info.GetValueOrDefault("redis_version", string.Empty),
            TimeSpan.FromSeconds(long.TryParse(info.GetValueOrDefault("uptime_in_seconds"), NumberStyles.None, CultureInfo.InvariantCulture, out var uptime)
                ? Math.Min(uptime, int.MaxValue)
                : 0),
            tilt.GetValueOrDefault("sentinel_tilt") == "1",
            await WithDetailsAsync(read, cancellation)));
    }

    private async Task<IReadOnlyList<MasterSnapshot>> WithDetailsAsync(List<MasterSnapshot> masters, CancellationToken cancellation)
    {
        const int commandsPerMaster = 3;
        foreach (var batch in Enumerable.Range(0, masters.Count).Chunk(BatchSize / commandsPerMaster))
        {
            var asked = batch.Select(at =>
            {
                var raw = _names.TryGetValue(masters[at].Name, out var known) ? known : (RedisValue)masters[at].Name;
                return (
                    At: at,
                    Replicas: Sentinel("REPLICAS", raw, cancellation),
                    Sentinels: Sentinel("SENTINELS", raw, cancellation),
                    Quorum: Sentinel("CKQUORUM", raw, cancellation));
            }).ToArray();
            foreach (var (at, replicasTask, sentinelsTask, quorumTask) in asked)
            {
                var (replicas, sentinels, quorum) = (await replicasTask, await sentinelsTask, await quorumTask);
                masters[at] = masters[at] with
                {
                    Replicas = replicas.Value is null ? null : SnapshotFields.Replicas(replicas.Value, _replies.Texts),
                    Sentinels = sentinels.Value is null ? null : SnapshotFields.Sentinels(sentinels.Value, _replies.Texts),
                    QuorumCheck = SnapshotFields.Quorum(quorum),
                };
                NoteDenied(replicas, "REPLICAS");
                NoteDenied(sentinels, "SENTINELS");
                NoteDenied(quorum, "CKQUORUM");
            }
        }

        return masters;
    }

    private (List<ReplyFields> Entries, SentinelProblem? Problem) TakeMasters(SentinelReply reply)
    {
        var masters = _replies.Masters(reply);
        if (masters.Problem is null)
        {
            var names = new Dictionary<string, RedisValue>(masters.Entries.Count, StringComparer.Ordinal);
            foreach (var fields in masters.Entries)
            {
                names[fields.Text("name")] = fields.Raw("name");
            }

            Names = names.Keys.ToHashSet(StringComparer.Ordinal);
            _names = names.Where(pair => follows(pair.Key)).ToDictionary(StringComparer.Ordinal);
        }

        return masters;
    }

    private Dictionary<string, string> InfoOf(SentinelReply reply)
    {
        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        if (reply.IsNotPermitted)
        {
            denied(_replies.Denied("INFO", null));
        }
        else if (ReplyFields.TryText(reply.Value, out var text))
        {
            InfoText.AddTo(fields, text.ToString());
        }

        return fields;
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
