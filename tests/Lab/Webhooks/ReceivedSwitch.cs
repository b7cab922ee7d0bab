using System.Text.Json;
using System.Text.Json.Nodes;
using SentinelEvents.Contracts;

namespace SentinelEvents.Lab;

/// <summary>A webhook that announces a switch of the master.</summary>
/// <param name="Request">The request as it came.</param>
/// <param name="Body">Its body.</param>
public sealed record ReceivedSwitch(RecordedRequest Request, JsonNode Body)
{
    public int NewPort => Body["data"]!["newAddress"]!["port"]!.GetValue<int>();

    /// <summary>When the sentinels' agreement was reached, by the worker's clock.</summary>
    public DateTimeOffset AgreedAt => Body["data"]!["agreedAt"]!.GetValue<DateTimeOffset>();

    /// <summary>Null for a webhook that says something else.</summary>
    public static ReceivedSwitch? TryRead(RecordedRequest request)
    {
        try
        {
            var body = JsonNode.Parse(request.Body.Span);
            return body?["type"]?.GetValue<string>() == $"sentinelevents.{nameof(EventKind.MasterSwitched)}.v1" ? new ReceivedSwitch(request, body) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
