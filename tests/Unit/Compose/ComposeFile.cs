using System.Text.RegularExpressions;
using SentinelEvents.Unit.Configuration;
using YamlDotNet.Core;
using YamlDotNet.Serialization;

namespace SentinelEvents.Unit.Compose;

/// <summary>docker-compose.yml as Compose understands it when nothing is set in the environment; only what the tests ask for.</summary>
internal sealed partial class ComposeFile
{
    private readonly Dictionary<object, object?> _root;

    private ComposeFile(Dictionary<object, object?> root) => _root = root;

    public static ComposeFile Read()
    {
        using var reader = File.OpenText(RepositoryFiles.PathOf("docker-compose.yml"));
        return new ComposeFile(new DeserializerBuilder().Build().Deserialize<Dictionary<object, object?>>(new MergingParser(new Parser(reader))));
    }

    public IReadOnlyList<string> Services => NamesBelow("services");

    public IReadOnlyList<string> Volumes => NamesBelow("volumes");

    /// <summary>What a service is given; without the variables that are passed on only when they are set.</summary>
    public IReadOnlyDictionary<string, string> EnvironmentOf(string service) => Map(Of(service)["environment"])
        .Where(entry => entry.Value is not null)
        .ToDictionary(entry => (string)entry.Key, entry => Settled((string)entry.Value!));

    public IReadOnlyList<(string Source, string Target)> MountsOf(string service) =>
        [.. List(service, "volumes").Select(mount => mount.Split(':')).Select(parts => (parts[0], parts[1]))];

    public IReadOnlyList<string> PortsOf(string service) => List(service, "ports");

    public bool Has(string service, string key) => Of(service).ContainsKey(key);

    private List<string> List(string service, string key) =>
        Of(service).TryGetValue(key, out var list) ? [.. ((List<object>)list!).Cast<string>().Select(Settled)] : [];

    private List<string> NamesBelow(string section) => [.. Map(_root[section]).Keys.Cast<string>()];

    private Dictionary<object, object?> Of(string service) => Map(Map(_root["services"])[service]);

    private static Dictionary<object, object?> Map(object? node) => (Dictionary<object, object?>)node!;

    // ${NAME:-default}, the only form that the file uses.
    private static string Settled(string text) => Variable().Replace(text, match => match.Groups["default"].Value);

    [GeneratedRegex(@"\$\{[A-Z_]+:-(?<default>[^}]*)\}")]
    private static partial Regex Variable();
}
