using System.CommandLine;
using SentinelEvents.Worker.Configuration;
using SentinelEvents.Worker.Notifications;

namespace SentinelEvents.Worker.Commands;

/// <summary>Reads the configuration for a command, and says what is wrong with it.</summary>
internal sealed class CommandConfiguration(Option<string> file, IReadOnlyList<string> settings)
{
    /// <summary>Where it comes from.</summary>
    public ConfigurationSources Sources(ParseResult parsed) => new() { File = parsed.GetValue(file)!, CommandLine = settings };

    /// <summary>Whether there is one: named, or where it is looked for.</summary>
    public bool IsThere(ParseResult parsed) => parsed.GetResult(file) is { Implicit: false } || settings.Count > 0 || File.Exists(parsed.GetValue(file));

    /// <summary>The configuration; null when it cannot be used, and then every mistake has been written to standard error.</summary>
    public ConfigurationResult.Good? Read(ParseResult parsed)
    {
        var result = ConfigurationReader.Read(Sources(parsed), NotificationsRegistration.Kinds);
        if (result is ConfigurationResult.Bad bad)
        {
            var error = parsed.InvocationConfiguration.Error;
            error.WriteLine(bad.Mistakes.Count == 1 ? "The configuration cannot be used:" : $"The configuration cannot be used, for {bad.Mistakes.Count} reasons:");
            foreach (var mistake in bad.Mistakes)
            {
                error.WriteLine($"  {mistake}");
            }

            return null;
        }

        return (ConfigurationResult.Good)result;
    }
}
