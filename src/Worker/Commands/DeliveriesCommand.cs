using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using SentinelEvents.Contracts;
using SentinelEvents.Worker.Journal;
using Spectre.Console;

namespace SentinelEvents.Worker.Commands;

/// <summary>What became of events at their destinations, whether or not the service runs.</summary>
internal sealed class DeliveriesCommand
{
    private static readonly JsonSerializerOptions Indented = new(SentinelEventJson.Options) { WriteIndented = true };

    public const string Lesson =
        """
        What was rejected stays until it is old. To see it, and to send it again once its cause is mended:
          sentinel-events deliveries --state Rejected
          sentinel-events redeliver EVENT --to DESTINATION
        What was kept from people, and by which rule:
          sentinel-events deliveries --state Held
        """;

    private readonly CommandConfiguration configuration;
    private readonly Option<DeliveryState?> state = new Option<DeliveryState?>("--state") { Description = "Only deliveries in this state: Pending, Held (kept back by a rule, see docs/routes.md), Delivered, or Rejected (given up, until you redeliver them)" }.ByName();
    private readonly Option<string?> destination = new("--destination") { Description = "Only deliveries to this destination; the bus is called bus", HelpName = "D" };
    private readonly Option<int> limit = new("--limit") { Description = "At most so many: the newest, shown in their order", DefaultValueFactory = _ => 1000 };
    private readonly Option<OutputFormat> format = new Option<OutputFormat>("--format") { Description = "text, or json: an array", DefaultValueFactory = _ => OutputFormat.Text }.ByName();

    public DeliveriesCommand(CommandConfiguration configuration)
    {
        this.configuration = configuration;
        Command = new Command("deliveries", "Shows what became of events at their destinations, the oldest first: state, attempts, and why not") { state, destination, limit, format };
        Command.SetAction(InvokeAsync);
    }

    public Command Command { get; }

    private async Task<int> InvokeAsync(ParseResult parsed, CancellationToken cancellation)
    {
        if (configuration.Read(parsed) is not { } good)
        {
            return ExitCode.Unusable;
        }

        try
        {
            using var journal = await ExistingJournal.OpenAsync(good.Options.Journal, cancellation);
            var deliveries = await journal.Reader.ReadDeliveriesAsync(
                new DeliveryFilter(parsed.GetValue(state), parsed.GetValue(destination), parsed.GetValue(limit)), cancellation);
            if (deliveries.Count == 0 && parsed.GetValue(destination) is { } name && KnownDestinations.Problem(good.Options, name) is { } unknown)
            {
                parsed.InvocationConfiguration.Error.WriteLine(unknown);
                return ExitCode.Unusable;
            }

            if (parsed.GetValue(format) == OutputFormat.Json)
            {
                parsed.InvocationConfiguration.Output.WriteLine(new JsonArray([.. deliveries.Select(Json)]).ToJsonString(Indented));
            }
            else
            {
                Write(deliveries);
            }

            return ExitCode.Good;
        }
        catch (JournalUnusableException unusable)
        {
            parsed.InvocationConfiguration.Error.WriteLine(unusable.Message);
            return ExitCode.Findings;
        }
    }

    private static JsonNode Json(ListedDelivery listed) => new JsonObject
    {
        ["id"] = listed.Delivery.Id,
        ["eventId"] = listed.EventId.ToString(),
        ["kind"] = listed.Kind,
        ["cluster"] = listed.Cluster,
        ["master"] = listed.Master,
        ["destination"] = listed.Delivery.Destination,
        ["state"] = listed.Delivery.State.ToString(),
        ["attempts"] = listed.Delivery.Attempts,
        ["firstDueAt"] = Text(listed.FirstDueAt),
        ["notBefore"] = Text(listed.Delivery.NotBefore),
        ["deliveredAt"] = Text(listed.Delivery.DeliveredAt),
        ["reason"] = listed.Delivery.Reason,
        ["detail"] = listed.Delivery.Detail,
    };

    private static string? Text(DateTimeOffset? at) => at?.ToString("O", CultureInfo.InvariantCulture);

    private static void Write(IReadOnlyList<ListedDelivery> deliveries)
    {
        if (deliveries.Count == 0)
        {
            Terminal.Line("No deliveries.");
            return;
        }

        var table = Terminal.Table("Due since (UTC)", "Destination", "State", "Attempts", "Event", "Master", "Event id", "Why");
        foreach (var (eventId, kind, cluster, master, firstDueAt, delivery) in deliveries)
        {
            table.AddRow(
                Terminal.Text(firstDueAt.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture)),
                Terminal.Text(delivery.Destination),
                Terminal.Text(delivery.State.ToString(), delivery.State switch { DeliveryState.Rejected => "red", DeliveryState.Pending or DeliveryState.Held => "yellow", _ => "default" }),
                Terminal.Text(delivery.Attempts.ToString(CultureInfo.InvariantCulture)),
                Terminal.Text(kind),
                Terminal.Text($"{cluster}/{master ?? "-"}"),
                Terminal.Text(eventId.ToString()),
                Terminal.Text(delivery.Reason is null ? delivery.Detail ?? "" : $"{delivery.Reason}: {delivery.Detail}"));
        }

        Terminal.Write(table);
    }
}
