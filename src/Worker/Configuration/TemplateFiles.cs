using SentinelEvents.Worker.Delivery;
using SentinelEvents.Worker.Events;

namespace SentinelEvents.Worker.Configuration;

/// <summary>The operator's templates, <c>DESTINATION/TEXT.liquid</c>, read and tried. A file of no use is a mistake: its author believes that it has one.</summary>
internal sealed class TemplateFiles
{
    private const string Extension = ".liquid";

    private readonly string _directory;
    private readonly IReadOnlyList<string> _names;
    private readonly IReadOnlyDictionary<string, DestinationOptions> _destinations;
    private readonly IReadOnlyList<DestinationKind> _kinds;
    private readonly List<ConfigurationMistake> _mistakes = [];

    private TemplateFiles(string directory, IReadOnlyList<string> names, IReadOnlyDictionary<string, DestinationOptions> destinations, IReadOnlyList<DestinationKind> kinds)
    {
        _directory = directory;
        _names = names;
        _destinations = destinations;
        _kinds = kinds;
    }

    /// <param name="directory">Where they are; it need not exist.</param>
    /// <param name="names">Of all destinations that were given, also those that could not be bound.</param>
    /// <param name="destinations">Those that could be.</param>
    /// <param name="kinds">The kinds of destination that can be configured.</param>
    /// <returns>The destinations with their templates, and everything that is wrong.</returns>
    public static (IReadOnlyDictionary<string, DestinationOptions> Destinations, IReadOnlyList<ConfigurationMistake> Mistakes) Read(
        string directory, IReadOnlyList<string> names, IReadOnlyDictionary<string, DestinationOptions> destinations, IReadOnlyList<DestinationKind> kinds)
    {
        if (!Directory.Exists(directory))
        {
            return (destinations, []);
        }

        var files = new TemplateFiles(directory, names, destinations, kinds);
        try
        {
            return (files.Read(), files._mistakes);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return (destinations, [new ConfigurationMistake(directory, $"the templates cannot be listed ({exception.GetType().Name})", "Let this service read the directory, or remove it.")]);
        }
    }

    private Dictionary<string, DestinationOptions> Read()
    {
        foreach (var file in Directory.GetFiles(_directory, $"*{Extension}").Order(StringComparer.Ordinal))
        {
            Refuse(file, "belongs to no destination", $"Put it into a directory with the name of the destination: {NearestName.Cure("", _names, "there are")}");
        }

        var settled = new Dictionary<string, DestinationOptions>(_destinations, StringComparer.OrdinalIgnoreCase);
        foreach (var folder in Directory.GetDirectories(_directory).Where(IsMeant).Order(StringComparer.Ordinal))
        {
            var name = Path.GetFileName(folder);
            if (!_names.Contains(name, StringComparer.Ordinal))
            {
                Refuse(folder, "there is no destination of this name", NearestName.Cure(name, _names, "Destinations"));
            }
            else if (_destinations.TryGetValue(name, out var options))
            {
                settled[name] = Read(folder, options);
            }
        }

        return settled;
    }

    private DestinationOptions Read(string folder, DestinationOptions options)
    {
        var kind = _kinds.First(kind => kind.Name == options.Kind);
        var texts = kind.Texts(options);
        var templates = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var file in Directory.GetFileSystemEntries(folder).Where(IsMeant).Order(StringComparer.Ordinal))
        {
            if (texts.Count == 0)
            {
                Refuse(file, $"this destination ({options.Kind}) has no text that a template could override", "Remove it.");
            }
            else if (texts.FirstOrDefault(text => Path.GetFileName(file) == text + Extension) is not { } text)
            {
                Refuse(file, "is no text of this destination", NearestName.Cure(Path.GetFileName(file), [.. texts.Select(known => known + Extension)], "Its texts are"));
            }
            else if (SmallTextFile.Read(file) is { Text: { } source })
            {
                templates.Add(text, source);
            }
            else
            {
                Refuse(file, "the template cannot be read", "Let it be a file of less than 1 MiB that this service can read.");
            }
        }

        var settled = options with { Templates = templates };
        foreach (var (text, problem) in templates.Count > 0 ? kind.TryTemplates(settled) : [])
        {
            Refuse(Path.Combine(folder, text + Extension), problem, "Correct the template, or remove it for the words that the service has; docs/templates.md lists what it can use.");
        }

        return templates.Count > 0 ? settled : options;
    }

    // Hidden entries are those that a mounted directory brings; the others are what editors leave.
    private static bool IsMeant(string path) => !Path.GetFileName(path).StartsWith('.') && !path.EndsWith('~');

    private void Refuse(string path, string problem, string cure) => _mistakes.Add(new ConfigurationMistake(path, problem, cure));
}
