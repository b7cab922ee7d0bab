using System.Text.Json;
using System.Text.Json.Serialization;
using SentinelEvents.Contracts;

namespace SentinelEvents.Worker.Journal;

/// <summary>The JSON of what is kept and never published: enums as text, so that a reordered enum changes no old row.</summary>
internal static class JournalJson
{
    public static JsonSerializerOptions Options { get; } = MakeOptions();

    private static JsonSerializerOptions MakeOptions()
    {
        var options = new JsonSerializerOptions(SentinelEventJson.Options)
        {
            Converters = { new JsonStringEnumConverter() },
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        };
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }
}
