using System.Reflection;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using SentinelEvents.Worker.Delivery;

namespace SentinelEvents.Worker.Configuration;

/// <summary>Makes the JSON schema that editors check and complete the configuration with, from the same shapes that it is read by.</summary>
/// <param name="kinds">The kinds of destination that can be configured.</param>
/// <param name="describe">What a key is for, or null.</param>
internal sealed class ConfigurationSchema(IReadOnlyList<DestinationKind> kinds, Func<PropertyInfo, string?> describe)
{
    // Draft 7 is what editors know best.
    private const string Dialect = "http://json-schema.org/draft-07/schema#";
    private const string DurationPattern = @"^(\d+\.)?([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,7})?$";

    private static readonly JsonSerializerOptions Layout = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public string Generate()
    {
        var schema = new JsonObject { ["$schema"] = Dialect, ["title"] = "SentinelEvents configuration" };
        var root = OfRecord(OptionsShape.OfRecord(typeof(SentinelEventsOptions)));
        root["properties"]!.AsObject().Insert(0, "$schema", new JsonObject { ["type"] = "string" });
        foreach (var (key, value) in root.ToList())
        {
            root.Remove(key);
            schema.Add(key, value);
        }

        return schema.ToJsonString(Layout) + "\n";
    }

    private JsonObject Of(OptionsShape shape) => shape switch
    {
        OptionsShape.Flag => new JsonObject { ["type"] = "boolean" },
        OptionsShape.Whole whole => OfWhole(whole),
        OptionsShape.Duration => new JsonObject { ["type"] = "string", ["pattern"] = DurationPattern },
        OptionsShape.Choice choice => new JsonObject { ["enum"] = Texts(Enum.GetNames(choice.Enum)) },
        OptionsShape.ListOf list => new JsonObject { ["type"] = "array", ["items"] = Of(list.Item) },
        OptionsShape.MapOf map => new JsonObject { ["type"] = "object", ["additionalProperties"] = Of(map.Item) },
        OptionsShape.Record record => OfRecord(record),
        OptionsShape.ByKind => new JsonObject { ["oneOf"] = new JsonArray([.. kinds.OrderBy(kind => kind.Name, StringComparer.Ordinal).Select(OfKind)]) },
        OptionsShape.Instant => new JsonObject { ["type"] = "string", ["format"] = "date-time" },
        _ => new JsonObject { ["type"] = "string" },
    };

    private static JsonObject OfWhole(OptionsShape.Whole whole)
    {
        var schema = new JsonObject { ["type"] = "integer" };
        if (whole is not (int.MinValue, int.MaxValue))
        {
            schema["minimum"] = whole.Least;
            schema["maximum"] = whole.Most;
        }

        return schema;
    }

    private JsonObject OfKind(DestinationKind kind)
    {
        var schema = OfRecord(OptionsShape.OfRecord(kind.Options));
        schema["properties"]![nameof(DestinationOptions.Kind)] = new JsonObject { ["const"] = kind.Name };
        return schema;
    }

    private JsonObject OfRecord(OptionsShape.Record record)
    {
        var properties = new JsonObject();
        foreach (var property in record.Properties)
        {
            properties[property.Name] = OfProperty(property);
        }

        var schema = new JsonObject { ["type"] = "object", ["additionalProperties"] = false, ["properties"] = properties };
        if (record.Properties.Any(property => property.Required))
        {
            schema["required"] = Texts(record.Properties.Where(property => property.Required).Select(property => property.Name));
        }

        return schema;
    }

    private JsonObject OfProperty(OptionsProperty property)
    {
        var value = Of(property.Shape);
        if (!property.Required)
        {
            AllowNull(value);
        }

        var description = string.Join(' ', new[] { describe(property.Property), Span(property.Shape) }.OfType<string>());
        if (description.Length > 0)
        {
            value["description"] = description;
        }

        if (!property.Required && !SecretKeys.Hides(property.Name) && Scalar(property.Default) is { } scalar)
        {
            value["default"] = scalar;
        }

        return value;
    }

    // Null is as good as leaving the key out.
    private static void AllowNull(JsonObject value)
    {
        if (value["type"] is JsonValue type)
        {
            value["type"] = Texts([type.GetValue<string>(), "null"]);
        }
        else if (value["enum"] is JsonArray choices)
        {
            choices.Add(null);
        }
    }

    private static string? Span(OptionsShape shape) => shape is OptionsShape.Duration { Most: var most } duration && most < TimeSpan.MaxValue
        ? $"From {duration.Least:c} to {duration.Most:c}."
        : null;

    private static JsonValue? Scalar(object? value) => value switch
    {
        bool flag => JsonValue.Create(flag),
        int number => JsonValue.Create(number),
        TimeSpan span => JsonValue.Create(span.ToString("c")),
        Enum choice => JsonValue.Create(choice.ToString()),
        string text => JsonValue.Create(text),
        _ => null,
    };

    private static JsonArray Texts(IEnumerable<string> texts) => new([.. texts.Select(text => (JsonNode)text)]);
}
