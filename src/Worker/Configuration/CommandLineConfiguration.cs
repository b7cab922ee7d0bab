namespace SentinelEvents.Worker.Configuration;

/// <summary>A command line, parted into commands with their options and settings of the configuration.</summary>
/// <param name="Commands">What is left for the command line parser, in its order.</param>
/// <param name="Settings">Each as <c>--Bus:Transport=RabbitMq</c>; without <c>=</c> where no value was given, which the reader refuses.</param>
public sealed record CommandLineConfiguration(IReadOnlyList<string> Commands, IReadOnlyList<string> Settings)
{
    /// <summary>Parts the arguments. A setting is told by the colon in its name; its value follows <c>=</c> or is the next argument.</summary>
    public static CommandLineConfiguration Split(IReadOnlyList<string> arguments)
    {
        var commands = new List<string>();
        var settings = new List<string>();
        for (var i = 0; i < arguments.Count; i++)
        {
            if (arguments[i] == "--")
            {
                commands.AddRange(arguments.Skip(i));
                break;
            }

            if (!IsSetting(arguments[i]))
            {
                commands.Add(arguments[i]);
            }
            else if (arguments[i].Contains('=', StringComparison.Ordinal))
            {
                settings.Add(arguments[i]);
            }
            else if (i + 1 < arguments.Count && !arguments[i + 1].StartsWith("--", StringComparison.Ordinal))
            {
                settings.Add($"{arguments[i]}={arguments[++i]}");
            }
            else
            {
                settings.Add(arguments[i]);
            }
        }

        return new CommandLineConfiguration(commands, settings);
    }

    private static bool IsSetting(string argument) =>
        argument.StartsWith("--", StringComparison.Ordinal) && argument.Split('=', 2)[0].Contains(':', StringComparison.Ordinal);
}
