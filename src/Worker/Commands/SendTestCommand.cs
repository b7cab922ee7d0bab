using System.CommandLine;
using SentinelEvents.Contracts;
using SentinelEvents.Worker.Configuration;
using SentinelEvents.Worker.Delivery;
using SentinelEvents.Worker.Events;

namespace SentinelEvents.Worker.Commands;

/// <summary>Sends one test notification to a destination, by the code that the service sends with.</summary>
internal sealed class SendTestCommand
{
    public const string Lesson =
        """
        It is one attempt, made by this program itself: the service need not run, no route is asked and nothing is journaled. The message says what it is: cluster
        test, master this-is-a-test, addresses 192.0.2.1 and 192.0.2.2 that nobody has. A script is run and a pager calls somebody as for a real event.
        Exit codes: 0 delivered, 1 not delivered, 2 unusable configuration or unknown destination.

          sentinel-events send-test --to mail
          sentinel-events send-test --to pager --kind MasterDown
        """;

    private const EventKind Usual = EventKind.MasterSwitched;

    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(5);

    private readonly CommandConfiguration configuration;
    private readonly Option<string> to = new("--to") { Description = "The destination, as the configuration names it", HelpName = "DESTINATION", Required = true };
    private readonly Option<EventKind?> kind = new Option<EventKind?>("--kind") { Description = $"The kind of event; {Usual} (planned) unless given, where the destination takes it", HelpName = "KIND" }.ByName();

    public SendTestCommand(CommandConfiguration configuration)
    {
        this.configuration = configuration;
        Command = new Command("send-test", "Sends a test notification to a destination and tells what became of it") { to, kind };
        Command.SetAction(InvokeAsync);
    }

    public Command Command { get; }

    private async Task<int> InvokeAsync(ParseResult parsed, CancellationToken cancellation)
    {
        if (configuration.Read(parsed) is not { } good)
        {
            return ExitCode.Unusable;
        }

        var (output, error) = (parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
        var name = parsed.GetValue(to)!;
        if (Problem(good.Options, name) is { } problem)
        {
            error.WriteLine(VisibleText.Of(problem));
            return ExitCode.Unusable;
        }

        var options = good.Options.Destinations[name];
        IReadOnlyList<EventKind> taken = [.. SampleEvents.Kinds.Where(one => CommandDestinations.KindOf(options).Takes(options, one))];
        var told = parsed.GetValue(kind) ?? (taken.Contains(Usual) ? Usual : taken[0]);
        if (!taken.Contains(told))
        {
            error.WriteLine($"{name} ({options.Kind}) is sent no {told}. It takes: {string.Join(", ", taken)}.");
            return ExitCode.Unusable;
        }

        await using var services = CommandDestinations.Services();
        var destination = CommandDestinations.Make(services, name, options);
        try
        {
            var notification = TestNotification.Of(told, name, TimeProvider.System.GetUtcNow());
            if (destination.Render(notification, notification.Latest.AgreedAt).Length == 0)
            {
                error.WriteLine($"{name} ({options.Kind}) has nothing to send for {told}. Choose another with --kind.");
                return ExitCode.Unusable;
            }

            error.WriteLine($"Sending a test ({told}, event {notification.Id}) to {name} ({options.Kind}).");
            var outcome = await PatientlyAsync(destination.DeliverAsync(notification, cancellation), error, cancellation);
            var text = Tell(name, outcome);
            (outcome is DeliveryOutcome.Delivered ? output : error).WriteLine(VisibleText.Of(text));
            return outcome is DeliveryOutcome.Delivered ? ExitCode.Good : ExitCode.Findings;
        }
        finally
        {
            if (destination is IAsyncDisposable disposable)
            {
                await disposable.DisposeAsync();
            }
        }
    }

    private static string? Problem(SentinelEventsOptions options, string name)
    {
        IReadOnlyCollection<string> known = [.. options.Destinations.Keys];
        return name == Router.Bus ? $"Nothing is sent to the bus: programs there act on what they hear and cannot be told that it is a test. check says whether it is reached. {NearestName.Cure("", known, "Other destinations")}"
            : known.Contains(name, StringComparer.Ordinal) ? null
            : $"There is no destination {name}. {NearestName.Cure(name, known, "The configuration has")}";
    }

    private static string Tell(string name, DeliveryOutcome outcome) => outcome switch
    {
        DeliveryOutcome.Delivered { Note: { } note } => $"Delivered to {name}. {note}",
        DeliveryOutcome.Delivered => $"Delivered to {name}.",
        DeliveryOutcome.Retry retry => $"Not delivered to {name}: {retry.Reason}: {retry.Detail} The service would try again.",
        DeliveryOutcome.Rejected rejected => $"Not delivered to {name}: {rejected.Reason}: {rejected.Detail} The service would not try again.",
        _ => throw new InvalidOperationException($"{outcome.GetType().Name} is no outcome that is known here."),
    };

    /// <summary>Says now and then that it still waits; each destination ends its attempt by itself.</summary>
    private static async Task<DeliveryOutcome> PatientlyAsync(Task<DeliveryOutcome> attempt, TextWriter error, CancellationToken cancellation)
    {
        for (var waited = Pace; await Task.WhenAny(attempt, Task.Delay(Pace, TimeProvider.System, cancellation)) != attempt && !cancellation.IsCancellationRequested; waited += Pace)
        {
            error.WriteLine(FormattableString.Invariant($"No answer yet, after {waited.TotalSeconds:0} s."));
        }

        return await attempt;
    }
}
