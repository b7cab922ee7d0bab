namespace SentinelEvents.Worker.Simulation;

/// <summary>Registers the room.</summary>
public static class SimulationRegistration
{
    /// <summary>Adds what rehearses a failover soon after the start.</summary>
    public static IServiceCollection AddSimulation(this IServiceCollection services) => services.AddHostedService<Rehearsal>();
}
