using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace SentinelEvents.Worker.Commands;

/// <summary>The help of a command, and below it what the list of all commands has no room for: what to know, and how it is used.</summary>
internal sealed class TeachingHelp(HelpAction help, IReadOnlyDictionary<Command, string> lessons) : SynchronousCommandLineAction
{
    public override int Invoke(ParseResult parseResult)
    {
        var code = help.Invoke(parseResult);
        if (lessons.TryGetValue(parseResult.CommandResult.Command, out var lesson))
        {
            parseResult.InvocationConfiguration.Output.WriteLine(lesson);
        }

        return code;
    }
}
