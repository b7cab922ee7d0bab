using SentinelEvents.Worker.Sentinels;

namespace SentinelEvents.Unit.Sentinels.Inspection;

/// <summary>Answers each command as it is told to, for what no real server says.</summary>
internal sealed class ScriptedCommands(Func<string, SentinelReply> answer) : ISentinelCommands
{
    public List<string> Asked { get; } = [];

    public Task<SentinelReply> ExecuteAsync(SentinelCommand command, CancellationToken cancellation)
    {
        var asked = string.Join(' ', new[] { command.Name, command.Subcommand, command.Argument?.ToString() }.OfType<string>());
        Asked.Add(asked);
        return Task.FromResult(answer(asked));
    }
}
