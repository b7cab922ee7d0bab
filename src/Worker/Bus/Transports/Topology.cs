using MassTransit;
using SentinelEvents.Contracts;

namespace SentinelEvents.Worker.Bus.Transports;

/// <summary>What every transport says of the messages.</summary>
internal static class Topology
{
    /// <summary>The queue from which all workers that watch a cluster together take <see cref="GetMaster"/>.</summary>
    public static string QuestionsOf(string cluster) => $"sentinel-events-questions-{cluster}";

    /// <summary>Consumers take one record, or <see cref="ISentinelEvent"/> for all; nobody can take the abstract record between, so it gets no exchange.</summary>
    public static void LeaveOutBaseRecord(this IBusFactoryConfigurator configurator) => configurator.Publish<SentinelEvent>(message => message.Exclude = true);
}
