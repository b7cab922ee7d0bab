using Microsoft.Extensions.Configuration.CommandLine;
using Microsoft.Extensions.Configuration.EnvironmentVariables;
using SentinelEvents.Worker.Events;

namespace SentinelEvents.Worker.Configuration;

/// <summary>The configuration as it was given, put into words for a mistake.</summary>
internal sealed class GivenValues(IConfiguration configuration)
{
    private const int LongestShown = 80;

    public bool Has(string path) => !string.IsNullOrEmpty(configuration[path]) || configuration.GetSection(path).GetChildren().Any();

    /// <summary>The value at a path, quoted and cut short, or words in its place where it is secret; and where it comes from.</summary>
    public string Show(string path)
    {
        var text = configuration[path] ?? "";
        return (SecretKeys.Hides(path) ? "the value (not shown)" : $"\"{Printable(text)}\"") + Source(path);
    }

    /// <summary>What is at a path, for a sentence that says that it is not accepted.</summary>
    public string Problem(string path) => configuration.GetSection(path) is var section && section.GetChildren().Any() ? "is not accepted as it is"
        : section.Value is { Length: > 0 } ? $"{Show(path)} is not accepted"
        : "is missing or empty";

    /// <summary>Names the source of a value unless it is the file, which needs no telling.</summary>
    public string Source(string path)
    {
        var source = (configuration as IConfigurationRoot)?.Providers.LastOrDefault(provider => provider.TryGet(path, out _) || provider.GetChildKeys([], path).Any());
        return source switch
        {
            EnvironmentVariablesConfigurationProvider => " (from the environment)",
            CommandLineConfigurationProvider => " (from the command line)",
            _ => "",
        };
    }

    /// <summary>Text that cannot break a line or a terminal.</summary>
    public static string Printable(string text)
    {
        var shown = VisibleText.Masked(string.Concat(text.Take(LongestShown).Select(c => char.IsSurrogate(c) ? '?' : c)));
        return text.Length > LongestShown ? shown + "..." : shown;
    }
}
