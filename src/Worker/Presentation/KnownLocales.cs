using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using SentinelEvents.Worker.Events;

namespace SentinelEvents.Worker.Presentation;

/// <summary>The locales that come with the program: those that Unicode's CLDR covers well.</summary>
internal sealed partial class KnownLocales
{
    private const int MostNear = 3;

    private static readonly Lazy<KnownLocales> Table = new(Load);
    private static readonly JsonSerializerOptions FileForm = new(JsonSerializerDefaults.Web) { UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow };

    private readonly LocaleFile _file;
    private readonly HashSet<string> _regions;

    private KnownLocales(LocaleFile file)
    {
        _file = file;
        _regions = [.. file.Regions.Split(' ')];
    }

    /// <summary>As they are usually written.</summary>
    public static IReadOnlyCollection<string> Names => [.. Table.Value._file.Locales.Keys];

    /// <summary>By a name of BCP 47, in capitals or not; of a country that has no forms of its own those of the language. Null where it is not known.</summary>
    public static Locale? Find(string name) => Table.Value.Resolve(name) is { } found ? Table.Value.DataOf(found).Make(Spelled(name)!) : null;

    /// <summary>What to give instead of a name that is not known, for a person.</summary>
    public static string Cure(string name)
    {
        var near = Table.Value.Near(name);
        return (near.Count > 0 ? $"Did you mean {string.Join(" or ", near)}? " : "") + "Give the name of a locale that this service knows, such as de-DE, en-US, fr or ja.";
    }

    private static KnownLocales Load()
    {
        using var stream = typeof(KnownLocales).Assembly.GetManifestResourceStream("SentinelEvents.Worker.Presentation.Locales.locales.json")!;
        return new KnownLocales(JsonSerializer.Deserialize<LocaleFile>(stream, FileForm)!);
    }

    /// <summary>With its parts in the usual capitals; null where it has not the form of such a name.</summary>
    private static string? Spelled(string name) => NameForm().Match(name) is not { Success: true } parts
        ? null
        : string.Join('-', new[]
        {
            parts.Groups["language"].Value.ToLowerInvariant(),
            parts.Groups["script"].Value is { Length: > 0 } script ? $"{char.ToUpperInvariant(script[0])}{script[1..].ToLowerInvariant()}" : "",
            parts.Groups["region"].Value.ToUpperInvariant(),
        }.Where(part => part.Length > 0));

    private string? Resolve(string name)
    {
        if (Spelled(name) is not { } spelled)
        {
            return null;
        }

        var found = Settled(spelled);
        return found is null && spelled.LastIndexOf('-') is > 0 and var end && _regions.Contains(spelled[(end + 1)..]) ? Settled(spelled[..end]) : found;
    }

    private string? Settled(string name)
    {
        var known = _file.Aliases.GetValueOrDefault(name, name);
        return _file.Locales.ContainsKey(known) ? known : null;
    }

    private LocaleData DataOf(string name)
    {
        var data = _file.Locales[name];
        while (data.Like is { } parent)
        {
            data = data.Over(_file.Locales[parent]);
        }

        return data;
    }

    /// <summary>What the same is called here, where it is written as other systems do (de_DE.UTF-8) or with a former name of the region (en-UK); else names that look alike.</summary>
    private IReadOnlyList<string> Near(string name)
    {
        var parts = name.Split('.', '@')[0].Replace('_', '-').Split('-');
        parts[^1] = _file.RenamedRegions.GetValueOrDefault(parts[^1].ToUpperInvariant(), parts[^1]);
        var meant = string.Join('-', parts);
        if (Resolve(meant) is not null)
        {
            return [Spelled(meant)!];
        }

        // Of those that are equally near first those of the language.
        var names = Names.OrderByDescending(known => known.Split('-')[0].Equals(parts[0], StringComparison.OrdinalIgnoreCase)).ThenBy(known => known.Length);
        return [.. NearestName.Near(meant, names).Take(MostNear)];
    }

    [GeneratedRegex(@"\A(?<language>[a-z]{2,3})(-(?<script>[a-z]{4}))?(-(?<region>[a-z]{2}|\d{3}))?\z", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex NameForm();
}
