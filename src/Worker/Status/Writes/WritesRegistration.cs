using Microsoft.AspNetCore.Builder;
using SentinelEvents.Worker.Delivery;
using SentinelEvents.Worker.Delivery.Holding;
using SentinelEvents.Worker.Status.Api;

namespace SentinelEvents.Worker.Status.Writes;

/// <summary>Maps what changes something.</summary>
internal static class WritesRegistration
{
    public static void MapWrites(this WebApplication app)
    {
        var behindTheJournal = JournalGate.Group(app);
        new SilenceEndpoints(app.Services.GetRequiredService<ISilenceRegister>()).Map(behindTheJournal);
        new RedeliverEndpoint(app.Services.GetRequiredService<Redelivery>()).Map(behindTheJournal);
    }
}
