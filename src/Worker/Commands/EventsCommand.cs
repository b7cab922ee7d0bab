using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using SentinelEvents.Contracts;
using SentinelEvents.Worker.Journal;
using Spectre.Console;

namespace SentinelEvents.Worker.Commands;

/// <summary>What the journal holds, whether or not the service runs.</summary>
internal sealed class EventsCommand
{
    private static readonly JsonSerializerOptions Indented = new(SentinelEventJson.Options) { WriteIndented = true };

    private readonly CommandConfiguration configuration;
    private readonly Option<string?> cluster = new("--cluster") { Description = "Only events of this cluster", HelpName = "C" };
    private readonly Option<string?> master = new("--master") { Description = "Only events of this master", HelpName = "M" };
    private readonly Option<EventKind?> kind = new Option<EventKind?>("--kind") { Description = "Only events of this kind, for example MasterSwitched; docs/events.md has all", HelpName = "KIND" }.ByName();
    private readonly Option<string?> since = new("--since") { Description = "Only events agreed since then: 2026-01-31T08:00Z, or how long ago: 15m, 2h, 7d", HelpName = "T" };
    private readonly Option<int> limit = new("--limit") { Description = "At most so many: the newest, shown in their order", DefaultValueFactory = _ => 1000 };
    private readonly Option<OutputFormat> format = new Option<OutputFormat>("--format") { Description = "text, or json: an array of the events with late witnesses and deliveries", DefaultValueFactory = _ => OutputFormat.Text }.ByName();

    public EventsCommand(CommandConfiguration configuration)
    {
        this.configuration = configuration;
        Command = new Command("events", "Shows what the journal holds, the oldest first") { cluster, master, kind, since, limit, format };
        Command.SetAction(InvokeAsync);
    }

    public Command Command { get; }

    private async Task<int> InvokeAsync(ParseResult parsed, CancellationToken cancellation)
    {
        if (configuration.Read(parsed) is not { } good)
        {
            return ExitCode.Unusable;
        }

        DateTimeOffset? from = null;
        if (parsed.GetValue(since) is { } text && (from = Since.Parse(text, TimeProvider.System.GetUtcNow())) is null)
        {
            parsed.InvocationConfiguration.Error.WriteLine($"--since {text} is no time. Write 2026-01-31T08:00Z, or how long ago: 90s, 15m, 2h, 7d.");
            return ExitCode.Unusable;
        }

        try
        {
            using var journal = await ExistingJournal.OpenAsync(good.Options.Journal, cancellation);
            var events = await journal.Reader.ReadEventsAsync(
                new EventFilter(parsed.GetValue(cluster), parsed.GetValue(master), parsed.GetValue(kind), from, Limit: parsed.GetValue(limit), Newest: true), cancellation);
            if (parsed.GetValue(format) == OutputFormat.Json)
            {
                parsed.InvocationConfiguration.Output.WriteLine(new JsonArray([.. events.Select(Json)]).ToJsonString(Indented));
            }
            else
            {
                Write(events);
            }

            return ExitCode.Good;
        }
        catch (JournalUnusableException unusable)
        {
            parsed.InvocationConfiguration.Error.WriteLine(unusable.Message);
            return ExitCode.Findings;
        }
    }

    private static JsonNode Json(JournalledEvent journalled)
    {
        var node = SentinelEventJson.SerializeToNode(journalled.Event).AsObject();
        node["sequence"] = journalled.Sequence;
        node["lateWitnesses"] = JsonSerializer.SerializeToNode(journalled.LateWitnesses, SentinelEventJson.Options);
        node["deliveries"] = new JsonArray([.. journalled.Deliveries.Select(delivery => new JsonObject
        {
            ["id"] = delivery.Id,
            ["destination"] = delivery.Destination,
            ["state"] = delivery.State.ToString(),
            ["attempts"] = delivery.Attempts,
            ["deliveredAt"] = delivery.DeliveredAt?.ToString("O", CultureInfo.InvariantCulture),
            ["notBefore"] = delivery.NotBefore?.ToString("O", CultureInfo.InvariantCulture),
            ["reason"] = delivery.Reason,
            ["detail"] = delivery.Detail,
        })]);
        return node;
    }

    private static void Write(IReadOnlyList<JournalledEvent> events)
    {
        if (events.Count == 0)
        {
            Terminal.Line("No events.");
            return;
        }

        var table = Terminal.Table("Agreed (UTC)", "Event", "Master", "Epoch", "Severity", "What", "Agreed by", "Deliveries");
        foreach (var journalled in events)
        {
            var e = journalled.Event;
            table.AddRow(
                Terminal.Text(e.AgreedAt.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss.fff", CultureInfo.InvariantCulture)),
                Terminal.Text(e.Kind.ToString()),
                Terminal.Text($"{e.Cluster}/{e.Master ?? "-"}"),
                Terminal.Text(e.Epoch.ToString(CultureInfo.InvariantCulture)),
                Terminal.Text(e.Severity.ToString(), e.Severity switch { Severity.Critical => "red", Severity.Warning => "yellow", _ => "default" }),
                Terminal.Text(EventSummary.Of(e)),
                Terminal.Text($"{e.Agreement.Reported}/{e.Agreement.Required} {e.Agreement.Basis}{(e.Reconciled ? ", reconciled" : "")}{(journalled.LateWitnesses.Count == 0 ? "" : $", {journalled.LateWitnesses.Count} late")}"),
                Terminal.Text(string.Join(", ", journalled.Deliveries.Select(delivery => $"{delivery.Destination} {delivery.State.ToString().ToLowerInvariant()}"))));
        }

        Terminal.Write(table);
    }
}
