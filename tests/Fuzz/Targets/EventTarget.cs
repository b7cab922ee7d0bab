using System.Text.Json;
using SentinelEvents.Contracts;
using SentinelEvents.Worker.Events;

namespace SentinelEvents.Fuzz.Targets;

/// <summary>Events as JSON: of an older journal, and as receivers read them.</summary>
internal sealed class EventTarget : JsonTarget
{
    public override string Name => "events";

    public override string Reads => "events as JSON, from the journal of an older version and at whoever receives them";

    public override IReadOnlyList<Type> Parsers => [typeof(SentinelEventJson)];

    public override int Weight => 30;

    public override long Room(int length) => (256 * 1024) + (1024L * length);

    protected override IReadOnlyList<string> Samples { get; } = [.. SampleEvents.Kinds.Select(kind => SentinelEventJson.Serialize(SampleEvents.Of(kind)))];

    protected override IReadOnlyList<string> Keys { get; } = ["kind", "eventId", "master", "evidence", "agreement", "oldAddress", "severity", "address"];

    protected override string Try(string text)
    {
        SentinelEvent read;
        try
        {
            read = SentinelEventJson.Deserialize(text);
        }
        catch (JsonException)
        {
            return "no event";
        }

        var json = SentinelEventJson.Serialize(read);
        Promise.IsJson(json, "an event");
        Promise.ComesBack(json, SentinelEventJson.Serialize(SentinelEventJson.Deserialize(json)), "an event");
        return Accepted;
    }
}
