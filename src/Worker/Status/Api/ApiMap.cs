using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace SentinelEvents.Worker.Status.Api;

/// <summary>The paths of the API.</summary>
internal static class ApiMap
{
    public static void MapApi(this IEndpointRouteBuilder app)
    {
        app.MapOpenApi("/openapi/{documentName}.json");
        var api = app.MapGroup("/api");
        api.MapService();
        api.MapStream();
        var behindTheJournal = JournalGate.Group(api);
        behindTheJournal.MapMasters();
        behindTheJournal.MapRecords();
        api.MapGet("/{**path}", (HttpContext context) => ApiProblems.NotFound("There is no such path. The paths are described at /openapi/v1.json."))
            .WithOrder(int.MaxValue).ExcludeFromDescription();
    }
}
