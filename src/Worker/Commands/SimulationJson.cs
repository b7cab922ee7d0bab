using System.Globalization;
using System.Text.Json.Nodes;
using SentinelEvents.Contracts;
using SentinelEvents.Worker.Simulation;

namespace SentinelEvents.Worker.Commands;

/// <summary>A simulation as programs read it.</summary>
internal static class SimulationJson
{
    public static JsonObject Of(SimulationResult result, SimulatedAudience audience, bool withTexts) => new()
    {
        ["title"] = result.Title,
        ["start"] = Time(result.Start),
        ["events"] = new JsonArray([.. result.Events.Select(simulated => new JsonObject
        {
            ["at"] = Time(simulated.At),
            ["after"] = Math.Round((simulated.At - result.Start).TotalSeconds, 3),
            ["routes"] = simulated.Routes is { } routes ? new JsonArray([.. routes.Select(place => JsonValue.Create(place))]) : null,
            ["destinations"] = new JsonArray([.. simulated.Destinations.Select(name => JsonValue.Create(name))]),
            ["whereTold"] = new JsonArray([.. simulated.WhereTold.Select(name => JsonValue.Create(name))]),
            ["event"] = SentinelEventJson.SerializeToNode(simulated.Event),
        })]),
        ["held"] = new JsonArray([.. result.Held.Select(held => new JsonObject
        {
            ["event"] = held.EventId.ToString(),
            ["destination"] = held.Delivery.Destination,
            ["reason"] = held.Delivery.Reason,
            ["detail"] = held.Delivery.Detail,
            ["until"] = held.Delivery.NotBefore is { } until ? Time(until) : null,
        })]),
        ["told"] = new JsonArray([.. result.Told.Select(told => Of(result, told, withTexts ? audience.Text(told) : null))]),
    };

    private static JsonObject Of(SimulationResult result, Told told, string? text)
    {
        var node = new JsonObject
        {
            ["at"] = Time(told.At),
            ["after"] = Math.Round((told.At - result.Start).TotalSeconds, 3),
            ["destination"] = told.Destination,
            ["reminder"] = told.Notification.Reminder,
            ["events"] = new JsonArray([.. told.Notification.Events.Select(e => JsonValue.Create(e.EventId.ToString()))]),
        };
        if (text is not null)
        {
            node["text"] = text;
        }

        return node;
    }

    private static string Time(DateTimeOffset at) => at.ToUniversalTime().ToString("O", CultureInfo.InvariantCulture);
}
