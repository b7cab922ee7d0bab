using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using SentinelEvents.Worker.Delivery;
using SentinelEvents.Worker.Status.Api;
using SentinelEvents.Worker.Status.Guard;
using SentinelEvents.Worker.Status.Views;

namespace SentinelEvents.Worker.Status.Writes;

/// <summary><c>POST /api/deliveries/{id}/redeliver</c>.</summary>
internal sealed class RedeliverEndpoint(Redelivery redelivery)
{
    public void Map(IEndpointRouteBuilder routes) => routes.MapPost("/api/deliveries/{id}/redeliver", (Delegate)AskAsync)
        .DescribesChange<DeliveryEntry>(
            "Redeliver", "Send once more", "Sends a delivery's event to its destination again, whatever rules say. Needs the API key.", StatusCodes.Status202Accepted, StatusCodes.Status404NotFound, StatusCodes.Status409Conflict);

    private async Task AskAsync(HttpContext context)
    {
        var result = long.TryParse(context.GetRouteValue("id") as string, NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            ? await redelivery.AskAsync(id, Caller.Of(context).From, context.RequestAborted)
            : new RedeliveryResult.Unknown();
        switch (result)
        {
            case RedeliveryResult.Accepted { Delivery: var accepted }:
                await WriteJson.WriteAsync(context, 202, DeliveryEntry.Of(accepted));
                break;
            case RedeliveryResult.AlreadyPending { Delivery: var pending }:
                await Problem.WriteAsync(context, new Problem(409, "The delivery waits already", $"Nothing was changed: event {pending.EventId} is on its way to {pending.Delivery.Destination}."));
                break;
            case RedeliveryResult.DestinationGone { Delivery: var gone }:
                await Problem.WriteAsync(context, new Problem(409, "The destination is not configured any more", $"Configure Destinations:{gone.Delivery.Destination} again first."));
                break;
            default:
                await Problem.WriteAsync(context, new Problem(404, "There is no such delivery", "It is mistyped, of another journal, or older than Journal:Retention."));
                break;
        }
    }
}
