using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace SentinelEvents.Fuzz.Inputs;

/// <summary>Damages JSON and leaves it JSON: values of another type, keys that are missing, given twice or foreign, great depth.</summary>
internal static class JsonDamage
{
    private const int Deepest = 200;

    /// <summary>Each damage may make it that much deeper.</summary>
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, MaxDepth = 16 * Deepest };

    public static byte[] Of(Random chance, string json, IReadOnlyList<string> keys)
    {
        var root = JsonNode.Parse(json)!;
        for (var times = chance.Small(5); times > 0; times--)
        {
            root = Once(chance, root, keys);
        }

        return Encoding.UTF8.GetBytes(root.ToJsonString(Plain));
    }

    /// <summary>Other texts and numbers in a value that keeps its form.</summary>
    public static byte[] Values(Random chance, string json)
    {
        var root = JsonNode.Parse(json)!;
        var leaves = Nodes(root).OfType<JsonValue>().Where(leaf => leaf.Parent is not null).ToList();
        for (var times = chance.Small(5); times > 0 && leaves.Count > 0; times--)
        {
            var at = chance.Next(leaves.Count);
            JsonNode value = leaves[at].GetValueKind() == JsonValueKind.Number ? JsonNode.Parse(JsonNumber(chance))! : JsonValue.Create(Hostile.Text(chance));
            leaves[at].ReplaceWith(value);
            leaves.RemoveAt(at);
        }

        return Encoding.UTF8.GetBytes(root.ToJsonString(Plain));
    }

    private static JsonNode Once(Random chance, JsonNode root, IReadOnlyList<string> keys)
    {
        var nodes = Nodes(root).ToList();
        var node = chance.Pick(nodes);
        switch (chance.Next(6))
        {
            case 0 when node.Parent is JsonObject parent:
                parent.Remove(node.GetPropertyName());
                return root;
            case 1 when node.Parent is JsonArray list:
                list.Add(node.DeepClone());
                return root;
            case 2 when node is JsonObject:
                node[keys.Count == 0 || chance.OneIn(3) ? Hostile.Text(chance) : chance.Pick(keys)] = Value(chance, nodes);
                return root;
            case 3 when node.Parent is JsonObject renamed && keys.Count > 0:
                var name = node.GetPropertyName();
                renamed.Remove(name);
                renamed[chance.OneIn(2) ? chance.Pick(keys) : name.ToUpperInvariant()] = node;
                return root;
            default:
                return Put(root, node, chance.OneIn(20) ? Deep(chance, node) : Value(chance, nodes));
        }
    }

    private static JsonNode Put(JsonNode root, JsonNode old, JsonNode? value)
    {
        if (old.Parent is null)
        {
            return value ?? new JsonObject();
        }

        old.ReplaceWith(value);
        return root;
    }

    private static JsonNode? Value(Random chance, List<JsonNode> nodes) => chance.Next(8) switch
    {
        0 => null,
        1 => JsonValue.Create(chance.OneIn(2)),
        2 => JsonNode.Parse(JsonNumber(chance)),
        3 => new JsonArray(),
        4 => new JsonObject(),
        5 => chance.Pick(nodes).DeepClone(),
        _ => JsonValue.Create(Hostile.Text(chance)),
    };

    private static string JsonNumber(Random chance) => chance.Pick(["0", "-1", "1.5", "1e9", "1e308", "1e400", "2147483648", "9223372036854775808", "123456789012345678901234567890", "-0.0", "3"]);

    private static JsonNode Deep(Random chance, JsonNode node)
    {
        var deep = node.DeepClone();
        for (var left = chance.Next(Deepest); left > 0; left--)
        {
            deep = chance.OneIn(2) ? new JsonArray(deep) : new JsonObject { ["a"] = deep };
        }

        return deep;
    }

    private static IEnumerable<JsonNode> Nodes(JsonNode root)
    {
        yield return root;
        IEnumerable<JsonNode?> children = root switch
        {
            JsonObject fields => fields.Select(field => field.Value),
            JsonArray items => items,
            _ => [],
        };
        foreach (var child in children)
        {
            foreach (var below in child is null ? [] : Nodes(child))
            {
                yield return below;
            }
        }
    }
}
