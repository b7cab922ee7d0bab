using SentinelEvents.Worker.Events.Inspection;

namespace SentinelEvents.Worker.Sentinels.Inspection;

/// <summary>The commands that one instance refused to this service's user, each once, in the order in which they were.</summary>
internal sealed class MissingRights(string? user)
{
    private readonly List<MissingPermission> _missing = [];

    public IReadOnlyList<MissingPermission> All => [.. _missing];

    /// <returns>Whether the reply is such a refusal.</returns>
    public bool Note(SentinelReply reply, string command, string rule)
    {
        if (!reply.IsNotPermitted)
        {
            return false;
        }

        Add(command, rule);
        return true;
    }

    public void Add(string command, string rule)
    {
        if (!_missing.Exists(missing => missing.Command == command))
        {
            _missing.Add(new MissingPermission(command, rule, string.IsNullOrEmpty(user) ? "default" : user));
        }
    }
}
