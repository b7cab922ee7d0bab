using System.CommandLine;
using SentinelEvents.Worker.Journal;

namespace SentinelEvents.Worker.Commands;

/// <summary>Lets stored events be sent again, whether or not the service runs: it marks them as waiting, and the service sends them.</summary>
internal sealed class RedeliverCommand
{
    private const string When = "A running service sends within half a minute; one that is stopped, when it starts.";

    private const string Note = "asked for by the command redeliver";

    public const string Lesson =
        """
        It keeps its id, so a receiver that remembers ids knows it again. Mend what caused the rejection first:
          sentinel-events deliveries --state Rejected
          sentinel-events redeliver 3f2b8c1e-5d0a-5c7e-9b1f-0a1b2c3d4e5f --to hook
          sentinel-events redeliver --rejected --to hook
        """;

    private readonly CommandConfiguration configuration;
    private readonly Argument<string?> which = new("EVENT") { Description = "The event's id, as events and deliveries show it", Arity = ArgumentArity.ZeroOrOne };
    private readonly Option<string> to = new("--to") { Description = "The destination; the bus is called bus", HelpName = "DESTINATION", Required = true };
    private readonly Option<bool> rejected = new("--rejected") { Description = "Instead of one event: everything that this destination rejected" };

    public RedeliverCommand(CommandConfiguration configuration)
    {
        this.configuration = configuration;
        Command = new Command("redeliver", "Sends a stored event to a destination again, delivered before or rejected") { which, to, rejected };
        Command.SetAction(InvokeAsync);
    }

    public Command Command { get; }

    private async Task<int> InvokeAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var error = parsed.InvocationConfiguration.Error;
        if (configuration.Read(parsed) is not { } good)
        {
            return ExitCode.Unusable;
        }

        var destination = parsed.GetValue(to)!;
        var given = parsed.GetValue(which);
        if (KnownDestinations.Problem(good.Options, destination) is { } unknown)
        {
            error.WriteLine(unknown);
            return ExitCode.Unusable;
        }

        if (given is null != parsed.GetValue(rejected))
        {
            error.WriteLine("Give either the id of one EVENT, or --rejected for everything that the destination rejected.");
            return ExitCode.Unusable;
        }

        Guid id = default;
        if (given is not null && !Guid.TryParse(given, out id))
        {
            error.WriteLine($"{given} is no event id. It looks like 3f2b8c1e-5d0a-5c7e-9b1f-0a1b2c3d4e5f; sentinel-events deliveries shows them.");
            return ExitCode.Unusable;
        }

        try
        {
            return given is null
                ? await RedeliverRejectedAsync(good.Options.Journal, destination, cancellation)
                : await RedeliverAsync(good.Options.Journal, id, destination, error, cancellation);
        }
        catch (JournalUnusableException unusable)
        {
            error.WriteLine(unusable.Message);
            return ExitCode.Findings;
        }
    }

    private static async Task<int> RedeliverAsync(JournalOptions options, Guid id, string destination, TextWriter error, CancellationToken cancellation)
    {
        using var journal = await ExistingJournal.OpenAsync(options, cancellation);
        switch (await journal.Deliveries.RequeueAsync(id, destination, TimeProvider.System.GetUtcNow(), Note, cancellation))
        {
            case RequeueResult.Requeued:
                Terminal.Line($"Event {id} waits for {destination} again. {When}");
                return ExitCode.Good;
            case RequeueResult.AlreadyPending:
                error.WriteLine($"Event {id} waits for {destination} already; nothing was changed. See sentinel-events deliveries --state Pending --destination {destination}.");
                return ExitCode.Findings;
            case RequeueResult.NotRouted:
                error.WriteLine($"Event {id} was never meant for {destination}: the routes of its time did not match it, or the destination did not exist. Only what was routed can be sent again.");
                return ExitCode.Findings;
            case RequeueResult.UnknownEvent:
            default:
                error.WriteLine($"The journal holds no event {id}: mistyped, of another journal, or older than Journal:Retention. See sentinel-events events.");
                return ExitCode.Findings;
        }
    }

    private static async Task<int> RedeliverRejectedAsync(JournalOptions options, string destination, CancellationToken cancellation)
    {
        using var journal = await ExistingJournal.OpenAsync(options, cancellation);
        var found = await journal.Reader.ReadDeliveriesAsync(new DeliveryFilter(DeliveryState.Rejected, destination, int.MaxValue), cancellation);
        var again = 0;
        foreach (var listed in found)
        {
            again += await journal.Deliveries.RequeueAsync(listed.EventId, destination, TimeProvider.System.GetUtcNow(), Note, cancellation) == RequeueResult.Requeued ? 1 : 0;
        }

        Terminal.Line(again == 0 ? $"{destination} has rejected nothing that is still stored." : $"{again} rejected event{(again == 1 ? " waits" : "s wait")} for {destination} again, in their order. {When}");
        return ExitCode.Good;
    }
}
