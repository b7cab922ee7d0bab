using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using SentinelEvents.Worker.Delivery;
using SentinelEvents.Worker.Delivery.Holding;
using SentinelEvents.Worker.Status.Api;

namespace SentinelEvents.Worker.Status.Writes;

/// <summary>Maps what changes something.</summary>
internal static class WritesRegistration
{
    public static void MapWrites(this WebApplication app)
    {
        var behindTheJournal = app.MapGroup("").AddEndpointFilter<RouteGroupBuilder, JournalGate>();
        new SilenceEndpoints(app.Services.GetRequiredService<ISilenceRegister>()).Map(behindTheJournal);
        new RedeliverEndpoint(app.Services.GetRequiredService<Redelivery>()).Map(behindTheJournal);
    }
}
