using SentinelEvents.Worker.Events;
using SentinelEvents.Worker.Events.Inspection;
using StackExchange.Redis;

namespace SentinelEvents.Worker.Sentinels.Inspection;

/// <summary>Reads all that one sentinel has to say.</summary>
/// <param name="commands">The sentinel.</param>
/// <param name="cluster">For user and master filter.</param>
/// <param name="replies">What it answers, put into words that all sentinels of one look share.</param>
internal sealed class SentinelInspector(ISentinelCommands commands, ClusterOptions cluster, SentinelReplies replies)
{
    private const int CommandsPerMaster = 5;

    private readonly MissingRights _missing = new(cluster.User);

    /// <param name="sentinel">Which one; what is read is added to it.</param>
    /// <param name="cancellation">Gives up.</param>
    public async Task<SentinelInspection> ReadAsync(SentinelInspection sentinel, CancellationToken cancellation)
    {
        var id = await new SnapshotReader(commands, _ => false, replies, problem => _missing.Add(problem.Command!, problem.AclRule!)).ReadIdAsync(cancellation);
        if (id.Problem is not null)
        {
            return Failed(sentinel, id.Problem);
        }

        var info = await commands.ExecuteAllAsync([SentinelCommand.Info("server"), SentinelCommand.Info("sentinel")], cancellation);
        if ((info[0].Problem ?? info[1].Problem) is { } silent)
        {
            return Failed(sentinel, silent);
        }

        var fields = InfoOf(info);
        var names = await new MasterNames(commands, replies).ReadAsync(ReplyFields.TryText(info[1].Value, out var state) ? state.ToString() : "", cancellation);
        if (names.Value is null)
        {
            return Failed(sentinel, names.Problem!);
        }

        var (read, problem) = await ReadMastersAsync([.. names.Value.Where(pair => Glob.IsMatchAny(cluster.Masters, pair.Key)).Select(pair => pair.Value)], cancellation);
        return problem is not null ? Failed(sentinel, problem) : sentinel with
        {
            Id = id.Value,
            Info = fields,
            Masters = read,
            AllMasters = [.. names.Value.Keys],
            Missing = _missing.All,
        };
    }

    private SentinelInspection Failed(SentinelInspection sentinel, SentinelProblem problem)
    {
        if (problem is { Command: { } command, AclRule: { } rule })
        {
            _missing.Add(command, rule);
        }

        return sentinel with { Problem = InspectionProblems.OfSentinel(problem), Missing = _missing.All };
    }

    /// <param name="names">As the sentinel spells them, byte for byte: they need not be UTF-8.</param>
    /// <param name="cancellation">Gives up.</param>
    private async Task<(IReadOnlyList<MonitoredMaster> Masters, SentinelProblem? Problem)> ReadMastersAsync(IReadOnlyList<RedisValue> names, CancellationToken cancellation)
    {
        var read = new List<MonitoredMaster>(names.Count);
        await foreach (var (name, said) in EachMaster.AskAsync(commands, names, CommandsPerMaster, Asked, cancellation))
        {
            var (master, problem) = MasterOf(name.ToString(), said[0], said[1], said[2], said[3], said[4]);
            if (problem is not null)
            {
                return ([], problem);
            }

            if (master is not null)
            {
                read.Add(master);
            }
        }

        return (read, null);
    }

    private static SentinelCommand[] Asked(RedisValue name) =>
    [
        SentinelCommand.Sentinel("MASTER", name),
        SentinelCommand.Sentinel("GET-MASTER-ADDR-BY-NAME", name),
        SentinelCommand.Sentinel("REPLICAS", name),
        SentinelCommand.Sentinel("SENTINELS", name),
        SentinelCommand.Sentinel("CKQUORUM", name),
    ];

    /// <summary>Null where it is no longer monitored.</summary>
    private (MonitoredMaster? Master, SentinelProblem? Problem) MasterOf(
        string name, SentinelReply masterReply, SentinelReply addressReply, SentinelReply replicasReply, SentinelReply sentinelsReply, SentinelReply quorumReply)
    {
        if (masterReply.IsNoSuchMaster)
        {
            return (null, null);
        }

        if (masterReply.Value is null || ReplyFields.From(masterReply.Value, replies.Texts) is not { } fields || fields.Text("name") != name)
        {
            return (null, replies.ProblemOf(masterReply, "MASTER"));
        }

        var instance = fields.ToInstance();
        var address = Note(addressReply, "GET-MASTER-ADDR-BY-NAME") ? (Address: instance.Address, Problem: null) : replies.Address(addressReply);
        var replicas = ListOf(replicasReply, "REPLICAS");
        var sentinels = ListOf(sentinelsReply, "SENTINELS");
        Note(quorumReply, "CKQUORUM");
        if ((address.Problem ?? replicas.Problem ?? sentinels.Problem ?? quorumReply.Problem) is { } problem)
        {
            return (null, problem);
        }

        return address.Address is not { } found || replicasReply.IsNoSuchMaster || sentinelsReply.IsNoSuchMaster
            ? (null, null)
            : (new MonitoredMaster(name, found, instance, replicas.Entries, sentinels.Entries, SnapshotFields.Quorum(quorumReply)), null);
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
            return (null, replies.ProblemOf(reply, subcommand));
        }

        var entries = new List<InstanceFields>(value.Length);
        for (var i = 0; i < value.Length; i++)
        {
            if (ReplyFields.From(value[i], replies.Texts) is not { } fields)
            {
                return (null, replies.ProblemOf(reply, subcommand));
            }

            entries.Add(fields.ToInstance());
        }

        return (entries, null);
    }

    private InstanceFields InfoOf(SentinelReply[] info)
    {
        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var reply in info)
        {
            if (!_missing.Note(reply, "INFO", SentinelAcl.RuleFor("INFO", null)) && ReplyFields.TryText(reply.Value, out var text))
            {
                InfoText.AddTo(fields, text.ToString());
            }
        }

        return new InstanceFields(fields);
    }

    private bool Note(SentinelReply reply, string subcommand) => _missing.Note(reply, $"SENTINEL {subcommand}", SentinelAcl.RuleFor("SENTINEL", subcommand));
}
