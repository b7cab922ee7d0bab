namespace SentinelEvents.Worker.Configuration;

/// <summary>Where the configuration comes from; the later ones win: file, environment, command line.</summary>
public sealed record ConfigurationSources
{
    public const string DefaultFile = "config/sentinel-events.json";

    /// <summary>Where packages put it.</summary>
    public const string InstalledFile = "/etc/sentinel-events/sentinel-events.json";

    /// <summary>JSON, comments and trailing commas allowed; relative to the working directory.</summary>
    public string File { get; init; } = DefaultFile;

    /// <summary>The file that is meant when none is named: the one below the working directory, or else the installed one.</summary>
    /// <param name="exists">Whether there is a file.</param>
    public static string Unnamed(Predicate<string> exists)
    {
        ArgumentNullException.ThrowIfNull(exists);
        return exists(DefaultFile) || !exists(InstalledFile) ? DefaultFile : InstalledFile;
    }

    /// <summary>The directory beside the file in which templates may be.</summary>
    public string Templates => Path.Combine(Path.GetDirectoryName(Path.GetFullPath(File)) ?? "", "templates");

    /// <summary>What the names of the environment variables begin with.</summary>
    public string EnvironmentPrefix { get; init; } = "SENTINELEVENTS__";

    /// <summary>Settings as <c>--Bus:Transport=RabbitMq</c>, from <see cref="CommandLineConfiguration"/>.</summary>
    public IReadOnlyList<string> CommandLine { get; init; } = [];
}
