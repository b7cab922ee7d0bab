using System.Buffers;
using System.IO.Pipelines;
using System.Text.Json;
using System.Text.Json.Serialization;
using SentinelEvents.Contracts;

namespace SentinelEvents.Worker.Journal;

/// <summary>The JSON of what is kept and never published: enums as text, so that a reordered enum changes no old row.</summary>
internal static class JournalJson
{
    public static JsonSerializerOptions Options { get; } = MakeOptions();

    /// <summary>The bytes of what is small.</summary>
    public static byte[] Utf8<T>(T value) => JsonSerializer.SerializeToUtf8Bytes(value, Options);

    /// <summary>
    /// The same of what may be megabytes, such as a snapshot of thousands of masters: written into pieces of 64 kB, where <see cref="Utf8"/> would take buffers of one, two and four megabytes
    /// in turn, none of which is used again soon.
    /// </summary>
    public static byte[] LargeUtf8<T>(T value)
    {
        var pieces = new Pipe(new PipeOptions(pauseWriterThreshold: 0, resumeWriterThreshold: 0, minimumSegmentSize: 65_536));
        using (var writer = new Utf8JsonWriter(pieces.Writer, new JsonWriterOptions { Encoder = Options.Encoder }))
        {
            JsonSerializer.Serialize(writer, value, Options);
        }

        pieces.Writer.Complete();
        _ = pieces.Reader.TryRead(out var read);
        var bytes = read.Buffer.ToArray();
        pieces.Reader.Complete();
        return bytes;
    }

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
