using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace SentinelEvents.Lab;

/// <summary>JSON for people: what fits on a line stays on it.</summary>
internal static class FlatJson
{
    private static readonly JsonSerializerOptions Spaced = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    internal static string Write(JsonNode? node, int width)
    {
        var text = new StringBuilder();
        Write(text, node, "", width, 0);
        return text.ToString();
    }

    private static void Write(StringBuilder text, JsonNode? node, string indent, int width, int used)
    {
        var flat = Flat(node);
        if (indent.Length + used + flat.Length <= width || node is null or JsonValue)
        {
            text.Append(flat);
            return;
        }

        var deeper = indent + "  ";
        var (open, close) = node is JsonObject ? ('{', '}') : ('[', ']');
        var separator = "";
        text.Append(open);
        foreach (var (label, value) in node is JsonObject members
            ? members.Select(member => ($"\"{member.Key}\": ", member.Value))
            : node.AsArray().Select(element => ("", element)))
        {
            text.Append(separator).Append('\n').Append(deeper).Append(label);
            Write(text, value, deeper, width, label.Length + 1);
            separator = ",";
        }

        text.Append('\n').Append(indent).Append(close);
    }

    private static string Flat(JsonNode? node) => node switch
    {
        JsonObject { Count: > 0 } members => $"{{ {string.Join(", ", members.Select(member => $"\"{member.Key}\": {Flat(member.Value)}"))} }}",
        JsonArray { Count: > 0 } elements => $"[{string.Join(", ", elements.Select(Flat))}]",
        null => "null",
        _ => node.ToJsonString(Spaced),
    };
}
