using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using SentinelEvents.Contracts;

namespace SentinelEvents.Worker.Status.Api;

/// <summary>
/// The JSON of the API: as that of the events (camelCase, choices as text, times in ISO 8601 UTC, lengths of time as <c>d.hh:mm:ss.fffffff</c>, null where there is nothing),
/// but with everything escaped that could mean something to a browser, a terminal or a reader from right to left: names come from outside.
/// </summary>
internal static class ApiJson
{
    public static JsonSerializerOptions Options { get; } = MakeOptions();

    public static void Configure(JsonSerializerOptions options)
    {
        options.Encoder = JavaScriptEncoder.Default;
        options.NumberHandling = JsonNumberHandling.Strict;
        options.RespectNullableAnnotations = true;
        options.Converters.Add(new JsonStringEnumConverter());
        options.Converters.Add(new EventConverter());
    }

    private static JsonSerializerOptions MakeOptions()
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web);
        Configure(options);
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }

    /// <summary>Every event as the record that it is.</summary>
    private sealed class EventConverter : JsonConverter<SentinelEvent>
    {
        public override SentinelEvent Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            SentinelEventJson.Deserialize(JsonDocument.ParseValue(ref reader).RootElement.GetRawText());

        public override void Write(Utf8JsonWriter writer, SentinelEvent value, JsonSerializerOptions options) =>
            JsonSerializer.Serialize(writer, value, value.GetType(), options);
    }
}
