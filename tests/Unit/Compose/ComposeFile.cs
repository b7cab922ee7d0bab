using System.Text.RegularExpressions;
using SentinelEvents.Unit.Configuration;
using YamlDotNet.Core;
using YamlDotNet.Serialization;

namespace SentinelEvents.Unit.Compose;

/// <summary>docker-compose.yml and what stands beside it, as Compose merges and understands them with these variables set; only what the tests ask for.</summary>
internal sealed partial class ComposeFile
{
    private readonly Dictionary<object, object?> _root;
    private readonly IReadOnlyDictionary<string, string> _variables;

    private ComposeFile(Dictionary<object, object?> root, IReadOnlyDictionary<string, string> variables) => (_root, _variables) = (root, variables);

    /// <summary>Reads docker-compose.yml and, for each part, docker-compose.PART.yml.</summary>
    public static ComposeFile Read(IReadOnlyList<string> parts, IReadOnlyDictionary<string, string> variables) =>
        new(parts.Select(part => $"docker-compose.{part}.yml").Prepend("docker-compose.yml").Select(Parse).Aggregate(Merge), variables);

    /// <summary>The variables of one file, as they stand there: with their default, or with what is said where they are missing.</summary>
    public static IReadOnlyList<(string Name, string? Default)> VariablesOf(string file) =>
        [.. Variable().Matches(File.ReadAllText(RepositoryFiles.PathOf(file))).Select(match => (match.Groups["name"].Value, match.Groups["default"] is { Success: true, Value: var value } ? value : null))];

    /// <summary>Those that are started.</summary>
    public IReadOnlyList<string> Services => [.. NamesBelow("services").Where(IsStarted)];

    public IReadOnlyList<string> Volumes => NamesBelow("volumes");

    /// <summary>What a service is given; without the variables that are passed on only when they are set.</summary>
    public IReadOnlyDictionary<string, string> EnvironmentOf(string service) =>
        Of(service).TryGetValue("environment", out var environment)
            ? Map(environment).Where(entry => entry.Value is not null).ToDictionary(entry => (string)entry.Key, entry => Settled((string)entry.Value!))
            : [];

    public IReadOnlyList<(string Source, string Target)> MountsOf(string service) =>
        [.. List(service, "volumes").Select(mount => mount.Split(':')).Select(parts => (parts[0], parts[1]))];

    public IReadOnlyList<string> PortsOf(string service) => List(service, "ports");

    public IReadOnlyList<string> DependenciesOf(string service) =>
        Of(service).TryGetValue("depends_on", out var dependencies) ? [.. Map(dependencies).Keys.Cast<string>()] : [];

    public IReadOnlyList<string> List(string service, string key) =>
        Of(service).TryGetValue(key, out var list) ? [.. ((List<object>)list!).Cast<string>().Select(Settled)] : [];

    public string? Text(string service, string key) => Of(service).TryGetValue(key, out var text) ? Settled((string)text!) : null;

    public bool Has(string service, string key) => Of(service).ContainsKey(key);

    private bool IsStarted(string service) => !Of(service).TryGetValue("deploy", out var deploy) || (string)Map(deploy)["replicas"]! != "0";

    private List<string> NamesBelow(string section) => [.. Map(_root[section]).Keys.Cast<string>()];

    private Dictionary<object, object?> Of(string service) => Map(Map(_root["services"])[service]);

    private string Settled(string text) => Variable().Replace(text, match =>
        _variables.GetValueOrDefault(match.Groups["name"].Value)
        ?? (match.Groups["default"].Success ? match.Groups["default"].Value : throw new InvalidOperationException($"{match.Groups["name"].Value} is required.")));

    private static Dictionary<object, object?> Parse(string file)
    {
        using var reader = File.OpenText(RepositoryFiles.PathOf(file));
        return new DeserializerBuilder().Build().Deserialize<Dictionary<object, object?>>(new MergingParser(new Parser(reader)));
    }

    // Maps are merged, lists appended, and of anything else the later counts. Compose replaces some lists: those of a command, which no file here gives again.
    private static Dictionary<object, object?> Merge(Dictionary<object, object?> first, Dictionary<object, object?> second)
    {
        var merged = new Dictionary<object, object?>(first);
        foreach (var (key, value) in second)
        {
            merged[key] = (merged.GetValueOrDefault(key), value) switch
            {
                (Dictionary<object, object?> mine, Dictionary<object, object?> more) => Merge(mine, more),
                (List<object> mine, List<object> more) => mine.Concat(more).ToList(),
                _ => value,
            };
        }

        return merged;
    }

    private static Dictionary<object, object?> Map(object? node) => (Dictionary<object, object?>)node!;

    // ${NAME:-default} and ${NAME:?what to do}, the only forms that the files use.
    [GeneratedRegex(@"\$\{(?<name>[A-Z0-9_]+)(:-(?<default>[^}]*)|:\?[^}]+)\}")]
    private static partial Regex Variable();
}
