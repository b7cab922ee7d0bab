using System.Text.Json.Nodes;
using SentinelEvents.Lab;

namespace SentinelEvents.Integration.EndToEnd;

/// <summary>A delivery as the <c>deliveries</c> command prints it.</summary>
internal sealed record DeliveryReading(Guid EventId, string Kind, string Destination, string State, int Attempts, string? Reason, string? Detail)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>Runs <c>deliveries --format json</c> with the service's own configuration.</summary>
    public static async Task<IReadOnlyList<DeliveryReading>> OfAsync(WorkerProcess worker, params IReadOnlyList<string> arguments)
    {
        var command = await worker.RunAsync(Patience, ["deliveries", "--format", "json", .. arguments]);
        Assert.True(command.ExitCode == 0, command.Text);
        return
        [
            .. JsonNode.Parse(command.Text)!.AsArray().Select(entry => new DeliveryReading(
                Guid.Parse(entry!["eventId"]!.GetValue<string>()),
                entry["kind"]!.GetValue<string>(),
                entry["destination"]!.GetValue<string>(),
                entry["state"]!.GetValue<string>(),
                entry["attempts"]!.GetValue<int>(),
                entry["reason"]?.GetValue<string>(),
                entry["detail"]?.GetValue<string>())),
        ];
    }
}
