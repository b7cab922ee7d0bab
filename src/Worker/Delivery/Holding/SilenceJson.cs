using System.Text.Json;
using System.Text.Json.Serialization;

namespace SentinelEvents.Worker.Delivery.Holding;

/// <summary>How a silence is written into the journal: enums as text, so that a reordered enum changes no old row.</summary>
internal static class SilenceJson
{
    public static JsonSerializerOptions Options { get; } = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter() },
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };
}
