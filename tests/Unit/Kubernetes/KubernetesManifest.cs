using System.Globalization;
using System.Text.Json.Nodes;
using SentinelEvents.Unit.Configuration;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace SentinelEvents.Unit.Kubernetes;

/// <summary>A document of deploy/kubernetes.</summary>
/// <param name="File">Relative to deploy/kubernetes.</param>
/// <param name="Body">What it says.</param>
internal sealed record KubernetesManifest(string File, JsonObject Body)
{
    public const string Folder = "deploy/kubernetes";

    /// <summary>Everything that is applied; without the lists of what belongs together.</summary>
    public static IReadOnlyList<KubernetesManifest> All { get; } =
    [
        .. Directory.GetFiles(RepositoryFiles.PathOf(Folder), "*.yaml", SearchOption.AllDirectories)
            .Where(file => Path.GetFileName(file) != "kustomization.yaml")
            .Order(StringComparer.Ordinal)
            .Select(file => Read(Path.GetRelativePath(RepositoryFiles.PathOf(Folder), file))),
    ];

    /// <summary>The pods' own part of those that make pods.</summary>
    public static IReadOnlyList<(string File, JsonObject Pod)> Pods { get; } =
        [.. All.Where(manifest => manifest.Body["spec"]?["template"] is not null).Select(manifest => (manifest.File, manifest.Body["spec"]!["template"]!["spec"]!.AsObject()))];

    public static KubernetesManifest Read(string file)
    {
        using var reader = System.IO.File.OpenText(RepositoryFiles.PathOf($"{Folder}/{file}"));
        var yaml = new YamlStream();
        yaml.Load(reader);
        return new KubernetesManifest(file, Json(Assert.Single(yaml.Documents).RootNode)!.AsObject());
    }

    // As JSON has it: a plain scalar is a number or a truth where it looks like one.
    private static JsonNode? Json(YamlNode node) => node switch
    {
        YamlMappingNode map => new JsonObject(map.Children.Select(child => KeyValuePair.Create(((YamlScalarNode)child.Key).Value!, Json(child.Value)))),
        YamlSequenceNode list => new JsonArray([.. list.Children.Select(Json)]),
        YamlScalarNode { Style: ScalarStyle.Plain, Value: "true" or "false" } truth => JsonValue.Create(truth.Value == "true"),
        YamlScalarNode { Style: ScalarStyle.Plain } plain when int.TryParse(plain.Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) => JsonValue.Create(number),
        YamlScalarNode text => JsonValue.Create(text.Value),
        _ => throw new NotSupportedException($"{node.NodeType}"),
    };
}
