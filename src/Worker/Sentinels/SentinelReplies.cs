using SentinelEvents.Contracts;

namespace SentinelEvents.Worker.Sentinels;

/// <summary>What replies of a sentinel mean, for whoever asks one.</summary>
/// <param name="user">For the text of the cure.</param>
internal sealed class SentinelReplies(string? user)
{
    /// <summary>Names, hosts, ports and ids of some thousand masters.</summary>
    public TextPool Texts { get; } = new(16_384);

    /// <summary>The entries of <c>SENTINEL MASTERS</c>, each with its name.</summary>
    public (List<ReplyFields> Entries, SentinelProblem? Problem) Masters(SentinelReply reply)
    {
        if (reply.Value is null || reply.Value.IsNull || reply.Value.Length < 0)
        {
            return ([], ProblemOf(reply, "MASTERS"));
        }

        var entries = new List<ReplyFields>(reply.Value.Length);
        for (var i = 0; i < reply.Value.Length; i++)
        {
            if (ReplyFields.From(reply.Value[i], Texts) is not { } fields || !fields.Has("name"))
            {
                return ([], ProblemOf(reply, "MASTERS"));
            }

            entries.Add(fields);
        }

        return (entries, null);
    }

    /// <summary>The reply to <c>SENTINEL GET-MASTER-ADDR-BY-NAME</c>; both null where there is no such master.</summary>
    public (HostAddress? Address, SentinelProblem? Problem) Address(SentinelReply reply) =>
        reply.Value is not null && SnapshotFields.TryAddress(reply.Value, out var address)
            ? (address, null)
            : (null, ProblemOf(reply, "GET-MASTER-ADDR-BY-NAME"));

    /// <summary>Why a reply is not what was asked for.</summary>
    public SentinelProblem ProblemOf(SentinelReply reply, string subcommand) => reply switch
    {
        { Problem: { } problem } => problem,
        { IsNotPermitted: true } => Denied("SENTINEL", subcommand),
        _ when reply.HasFirstWord("NOAUTH") => SentinelProblem.PasswordRequired(),
        _ => SentinelProblem.Garbage($"a reply to SENTINEL {subcommand} that no sentinel gives"),
    };

    public SentinelProblem Denied(string command, string? subcommand) =>
        SentinelProblem.NotPermitted(subcommand is null ? command : $"{command} {subcommand}", SentinelAcl.RuleFor(command, subcommand), user);
}
