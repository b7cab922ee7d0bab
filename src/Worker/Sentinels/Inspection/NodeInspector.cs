using System.Collections.Frozen;
using SentinelEvents.Worker.Events.Inspection;

namespace SentinelEvents.Worker.Sentinels.Inspection;

/// <summary>Reads what one data node says of itself.</summary>
/// <param name="commands">The node.</param>
/// <param name="user">As whom this service asks.</param>
internal sealed class NodeInspector(ISentinelCommands commands, string? user)
{
    /// <summary>One command each: servers before 7.0 take only one pattern.</summary>
    private static readonly string[] Settings =
    [
        "maxclients", "maxmemory", "min-replicas-to-write", "min-replicas-max-lag", "replica-priority", "replica-read-only", "repl-backlog-size",
        "repl-timeout", "client-output-buffer-limit", "requirepass", "masterauth", "masteruser", "appendonly", "save", "timeout", "tcp-keepalive", "bind",
        "protected-mode",
    ];

    private static readonly FrozenSet<string> Secrets = FrozenSet.Create(StringComparer.Ordinal, "requirepass", "masterauth");

    private readonly MissingRights _missing = new(user);

    /// <param name="node">Which one; what is read is added to it.</param>
    /// <param name="cancellation">Gives up.</param>
    public async Task<NodeInspection> ReadAsync(NodeInspection node, CancellationToken cancellation)
    {
        var replies = await commands.ExecuteAllAsync(
            [
                new SentinelCommand("ROLE"),
                new SentinelCommand("INFO"),
                new SentinelCommand("CLIENT", "LIST"),
                .. Settings.Select(name => new SentinelCommand("CONFIG", "GET", name)),
            ],
            cancellation);
        var (role, info, clients, values) = (replies[0], replies[1], replies[2], replies[3..]);
        if (Array.Find(replies, reply => reply.Problem is not null).Problem is { } lost)
        {
            return Failed(node, lost);
        }

        if (Array.Exists(replies, reply => reply.HasFirstWord("NOAUTH")))
        {
            return Failed(node, SentinelProblem.PasswordRequired());
        }

        _missing.Note(role, "ROLE", InspectionAcl.Role);
        _missing.Note(info, "INFO", InspectionAcl.Info);
        _missing.Note(clients, "CLIENT LIST", InspectionAcl.ClientList);
        _missing.Note(Array.Find(values, reply => reply.IsNotPermitted), "CONFIG GET", InspectionAcl.ConfigGet);
        var read = node with
        {
            Role = RoleReply.WordOf(role) ?? "",
            Info = InfoOf(info),
            Settings = SettingsOf(values),
            Clients = ReplyFields.TryText(clients.Value, out var list) ? ClientList.Parse(list.ToString()) : null,
            Missing = _missing.All,
        };
        return read.Role.Length > 0 || read.Info.Count > 0 || read.Settings.Count > 0 || read.Clients is not null ? read
            : read.Missing.Count > 0 ? read with
            {
                Problem = new InspectionProblem(
                    InspectionProblemKind.NotPermitted,
                    "this service's user may read nothing here",
                    $"on this node: ACL SETUSER {read.Missing[0].User} {InspectionAcl.Line}"),
            }
            : Failed(node, SentinelProblem.Garbage("replies that no Redis server gives"));
    }

    private static NodeInspection Failed(NodeInspection node, SentinelProblem problem) => node with { Problem = InspectionProblems.OfNode(problem) };

    private static InstanceFields InfoOf(SentinelReply reply)
    {
        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        if (ReplyFields.TryText(reply.Value, out var text))
        {
            InfoText.AddTo(fields, text.ToString());
        }

        return new InstanceFields(fields);
    }

    private static InstanceFields SettingsOf(IEnumerable<SentinelReply> replies)
    {
        var settings = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var reply in replies)
        {
            if (reply.Value is null || ReplyFields.From(reply.Value) is not { } fields)
            {
                continue;
            }

            foreach (var name in Settings.Where(fields.Has))
            {
                settings[name] = Secrets.Contains(name) ? (fields.Raw(name).IsNullOrEmpty ? "" : "set") : fields.Text(name);
            }
        }

        return new InstanceFields(settings);
    }
}
