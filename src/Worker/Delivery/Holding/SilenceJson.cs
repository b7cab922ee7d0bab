using System.Text.Json;
using System.Text.Json.Serialization;

namespace SentinelEvents.Worker.Delivery.Holding;

/// <summary>How a silence is written into the journal: enums as text, so that a reordered enum changes no old row.</summary>
internal static class SilenceJson
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter() },
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        RespectNullableAnnotations = true,
    };

    public static string Write(SilenceOptions silence) => JsonSerializer.Serialize(silence, Options);

    /// <exception cref="JsonException">Another version wrote it, or for another machine: it cannot be understood here.</exception>
    public static SilenceOptions Read(string body)
    {
        var silence = JsonSerializer.Deserialize<SilenceOptions>(body, Options) ?? throw new JsonException("It is null.");

        // Its destinations may be gone by now, and are no mistake.
        return SilenceValidator.Validate([silence], silence.To).Select(mistake => mistake.Key).FirstOrDefault() is { } key
            ? throw new JsonException($"{key} means nothing here.")
            : silence;
    }
}
