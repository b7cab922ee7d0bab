using System.Text.Json.Nodes;
using SentinelEvents.Contracts;
using SentinelEvents.Lab;

namespace SentinelEvents.Integration.EndToEnd;

/// <summary>An entry of the journal as the <c>events</c> command prints it.</summary>
/// <param name="Event">The event.</param>
/// <param name="Deliveries">The state of its delivery to each destination.</param>
internal sealed record JournalReading(SentinelEvent Event, IReadOnlyDictionary<string, string> Deliveries)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>Runs <c>events --format json</c> with the service's own configuration.</summary>
    public static async Task<IReadOnlyList<JournalReading>> OfAsync(WorkerProcess worker, params IReadOnlyList<string> arguments)
    {
        var command = await worker.RunAsync(Patience, ["events", "--format", "json", .. arguments]);
        Assert.True(command.ExitCode == 0, command.Text);
        return
        [
            .. JsonNode.Parse(command.Text)!.AsArray().Select(entry => new JournalReading(
                SentinelEventJson.Deserialize(entry!.ToJsonString()),
                entry["deliveries"]!.AsArray().ToDictionary(delivery => delivery!["destination"]!.GetValue<string>(), delivery => delivery!["state"]!.GetValue<string>()))),
        ];
    }
}
