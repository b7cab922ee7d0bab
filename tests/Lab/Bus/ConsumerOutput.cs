using System.Text.Json;

namespace SentinelEvents.Lab;

/// <summary>Whole lines of JSON, one at a time.</summary>
internal sealed class ConsumerOutput(TextWriter writer)
{
    private readonly Lock gate = new();

    public void Write(ConsumerLine line)
    {
        var text = JsonSerializer.Serialize(line, ConsumerLine.Json);
        lock (gate)
        {
            writer.WriteLine(text);
            writer.Flush();
        }
    }
}
