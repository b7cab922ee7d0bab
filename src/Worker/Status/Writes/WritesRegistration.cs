using Microsoft.AspNetCore.Builder;
using SentinelEvents.Worker.Delivery;
using SentinelEvents.Worker.Delivery.Holding;

namespace SentinelEvents.Worker.Status.Writes;

/// <summary>Maps what changes something.</summary>
internal static class WritesRegistration
{
    public static void MapWrites(this WebApplication app)
    {
        new SilenceEndpoints(app.Services.GetRequiredService<ISilenceRegister>()).Map(app);
        new RedeliverEndpoint(app.Services.GetRequiredService<Redelivery>()).Map(app);
    }
}
