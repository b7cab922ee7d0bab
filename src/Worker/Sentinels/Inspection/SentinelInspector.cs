using SentinelEvents.Worker.Events;
using SentinelEvents.Worker.Events.Inspection;
using StackExchange.Redis;

namespace SentinelEvents.Worker.Sentinels.Inspection;

/// <summary>Reads all that one sentinel has to say.</summary>
internal sealed class SentinelInspector(ISentinelCommands commands, ClusterOptions cluster)
{
    /// <summary>A sentinel is single-threaded: what one batch takes is missing in its own timers.</summary>
    private const int MastersAtATime = 100 / CommandsPerMaster;

    private const int CommandsPerMaster = 4;

    private readonly SentinelReplies _replies = new(cluster.User);
    private readonly MissingRights _missing = new(cluster.User);

    /// <param name="sentinel">Which one; what is read is added to it.</param>
    /// <param name="cancellation">Gives up.</param>
    public async Task<SentinelInspection> ReadAsync(SentinelInspection sentinel, CancellationToken cancellation)
    {
        var id = await new SnapshotReader(commands, _ => false, cluster.User, problem => _missing.Add(problem.Command!, problem.AclRule!)).ReadIdAsync(cancellation);
        if (id.Problem is not null)
        {
            return Failed(sentinel, id.Problem);
        }

        var serverTask = commands.ExecuteAsync("INFO", null, "server", cancellation);
        var stateTask = commands.ExecuteAsync("INFO", null, "sentinel", cancellation);
        var masters = _replies.Masters(await AskAsync("MASTERS", null, cancellation));
        var (server, state) = (await serverTask, await stateTask);
        if (masters.Problem is not null || (server.Problem ?? state.Problem) is not null)
        {
            return Failed(sentinel, (masters.Problem ?? server.Problem ?? state.Problem)!);
        }

        var (read, problem) = await ReadMastersAsync([.. masters.Entries.Where(IsFollowed)], cancellation);
        return problem is not null ? Failed(sentinel, problem) : sentinel with
        {
            Id = id.Value,
            Info = InfoOf(server, state),
            Masters = read,
            AllMasters = [.. masters.Entries.Select(fields => fields.Text("name"))],
            Missing = _missing.All,
        };
    }

    private bool IsFollowed(ReplyFields master) => Glob.IsMatchAny(cluster.Masters, master.Text("name"));

    private SentinelInspection Failed(SentinelInspection sentinel, SentinelProblem problem)
    {
        if (problem is { Command: { } command, AclRule: { } rule })
        {
            _missing.Add(command, rule);
        }

        return sentinel with { Problem = InspectionProblems.OfSentinel(problem), Missing = _missing.All };
    }

    private async Task<(IReadOnlyList<MonitoredMaster> Masters, SentinelProblem? Problem)> ReadMastersAsync(
        IReadOnlyList<ReplyFields> masters, CancellationToken cancellation)
    {
        var read = new List<MonitoredMaster>(masters.Count);
        foreach (var batch in masters.Chunk(MastersAtATime))
        {
            var asked = batch.Select(fields =>
            {
                // As the sentinel spells it, byte for byte: it need not be UTF-8.
                var name = fields.Raw("name");
                return (
                    Fields: fields,
                    Address: AskAsync("GET-MASTER-ADDR-BY-NAME", name, cancellation),
                    Replicas: AskAsync("REPLICAS", name, cancellation),
                    Sentinels: AskAsync("SENTINELS", name, cancellation),
                    Quorum: AskAsync("CKQUORUM", name, cancellation));
            }).ToArray();
            await Task.WhenAll(asked.SelectMany(one => new Task[] { one.Address, one.Replicas, one.Sentinels, one.Quorum }));
            foreach (var (fields, addressTask, replicasTask, sentinelsTask, quorumTask) in asked)
            {
                var (master, problem) = MasterOf(fields, await addressTask, await replicasTask, await sentinelsTask, await quorumTask);
                if (problem is not null)
                {
                    return ([], problem);
                }

                if (master is not null)
                {
                    read.Add(master);
                }
            }
        }

        return (read, null);
    }

    /// <summary>Null where it is no longer monitored.</summary>
    private (MonitoredMaster? Master, SentinelProblem? Problem) MasterOf(
        ReplyFields fields, SentinelReply addressReply, SentinelReply replicasReply, SentinelReply sentinelsReply, SentinelReply quorumReply)
    {
        var instance = fields.ToInstance();
        var address = Note(addressReply, "GET-MASTER-ADDR-BY-NAME") ? (Address: instance.Address, Problem: null) : _replies.Address(addressReply);
        var replicas = ListOf(replicasReply, "REPLICAS");
        var sentinels = ListOf(sentinelsReply, "SENTINELS");
        Note(quorumReply, "CKQUORUM");
        if ((address.Problem ?? replicas.Problem ?? sentinels.Problem ?? quorumReply.Problem) is { } problem)
        {
            return (null, problem);
        }

        return address.Address is not { } found || replicasReply.IsNoSuchMaster || sentinelsReply.IsNoSuchMaster
            ? (null, null)
            : (new MonitoredMaster(fields.Text("name"), found, instance, replicas.Entries, sentinels.Entries, SnapshotFields.Quorum(quorumReply)), null);
    }

    private (IReadOnlyList<InstanceFields>? Entries, SentinelProblem? Problem) ListOf(SentinelReply reply, string subcommand)
    {
        if (reply.Value is not { } value)
        {
            Note(reply, subcommand);
            return (null, reply.Problem);
        }

        if (value.IsNull || value.Length < 0)
        {
            return (null, _replies.ProblemOf(reply, subcommand));
        }

        var entries = new List<InstanceFields>(value.Length);
        for (var i = 0; i < value.Length; i++)
        {
            if (ReplyFields.From(value[i], _replies.Texts) is not { } fields)
            {
                return (null, _replies.ProblemOf(reply, subcommand));
            }

            entries.Add(fields.ToInstance());
        }

        return (entries, null);
    }

    private InstanceFields InfoOf(SentinelReply server, SentinelReply state)
    {
        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var reply in new[] { server, state })
        {
            if (!_missing.Note(reply, "INFO", SentinelAcl.RuleFor("INFO", null)) && ReplyFields.TryText(reply.Value, out var text))
            {
                InfoText.AddTo(fields, text.ToString());
            }
        }

        return new InstanceFields(fields);
    }

    private bool Note(SentinelReply reply, string subcommand) => _missing.Note(reply, $"SENTINEL {subcommand}", SentinelAcl.RuleFor("SENTINEL", subcommand));

    private Task<SentinelReply> AskAsync(string subcommand, RedisValue? argument, CancellationToken cancellation) =>
        commands.ExecuteAsync("SENTINEL", subcommand, argument, cancellation);
}
