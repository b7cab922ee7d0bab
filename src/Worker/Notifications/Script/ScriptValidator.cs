using SentinelEvents.Worker.Delivery;

namespace SentinelEvents.Worker.Notifications.Script;

/// <summary>What is wrong with <see cref="ScriptOptions"/> beyond the form of each value. Whether the file is there is looked at when it is used.</summary>
public static class ScriptValidator
{
    public static IEnumerable<(string Key, string Cure)> Validate(DestinationOptions destination) => destination is ScriptOptions options
        ?
        [
            .. Path.IsPathFullyQualified(options.Path) ? [] : new[] { ("Path", "Give the absolute path of a program, without arguments.") },
            .. OperatingSystem.IsLinux() ? [] : new[] { ("Kind", "Scripts are run on Linux only; use a webhook.") },
        ]
        : [];
}
