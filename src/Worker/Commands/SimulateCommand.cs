using System.CommandLine;
using System.Text.Json;
using SentinelEvents.Contracts;
using SentinelEvents.Worker.Delivery;
using SentinelEvents.Worker.Events;
using SentinelEvents.Worker.Notifications;
using SentinelEvents.Worker.Notifications.Email;
using SentinelEvents.Worker.Notifications.Webhook;
using SentinelEvents.Worker.Simulation;

namespace SentinelEvents.Worker.Commands;

/// <summary>Plays a scenario or a recording, and shows what the service would have told whom; nothing is sent.</summary>
internal sealed class SimulateCommand
{
    public const string Lesson =
        """
        Nothing is sent, nobody is contacted and no journal is written. Without --config and without a file where it is looked for, an example mail and an
        example webhook are told of everything.
        FILE is a recording of real sentinels, or a scenario: what each sentinel says and holds at which second. docs/simulate.md describes its lines.

          # Two sentinels lose the master, and it comes back.
          sentinels a b c
          master mymaster at 10.0.0.1:6379 epoch 1 replicas 10.0.0.2:6379
          start
          5.1 a,b: +sdown master mymaster 10.0.0.1 6379
          9 a,b: -sdown master mymaster 10.0.0.1 6379
          30

        A failover:          sentinel-events simulate docs/failover.scenario
        Only who is told:    sentinel-events simulate docs/failover.scenario --summary
        The mails' subjects: sentinel-events simulate docs/failover.scenario --format json | jq -r '.told[] | select(.destination == "mail") | .text' | grep ^Subject
        """;

    private static readonly JsonSerializerOptions Indented = new(SentinelEventJson.Options) { WriteIndented = true };

    private readonly CommandConfiguration configuration;
    private readonly Argument<string> file = new("FILE") { Description = "A scenario or a recording" };
    private readonly Option<OutputFormat> format = new Option<OutputFormat>("--format") { Description = "text or json", DefaultValueFactory = _ => OutputFormat.Text }.ByName();
    private readonly Option<bool> summary = new("--summary") { Description = "Shows who is told of what, and not the text" };

    public SimulateCommand(CommandConfiguration configuration)
    {
        this.configuration = configuration;
        Command = new Command("simulate", "Plays a scenario or a recording and shows which routes match and what would be sent to whom and when") { file, format, summary };
        Command.SetAction(InvokeAsync);
    }

    public Command Command { get; }

    /// <summary>Who is told where nothing is configured.</summary>
    public static IReadOnlyDictionary<string, DestinationOptions> Examples { get; } = new Dictionary<string, DestinationOptions>
    {
        ["mail"] = new EmailOptions { Kind = "Email", From = "sentinel-events@example.org", To = ["ops@example.org"] },
        ["hook"] = new WebhookOptions { Kind = "Webhook", Url = "https://hooks.example.org/sentinel-events" },
    };

    private async Task<int> InvokeAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var settings = new DeliverySettings(Examples, null, []);
        if (configuration.IsThere(parsed))
        {
            if (configuration.Read(parsed) is not { } good)
            {
                return ExitCode.Unusable;
            }

            settings = new DeliverySettings(good.Options.Destinations, good.Options.Routes, good.Options.Silences);
        }
        else
        {
            parsed.InvocationConfiguration.Error.WriteLine("Without a configuration: an example mail and an example webhook are told of everything.");
        }

        var path = parsed.GetValue(file)!;
        try
        {
            await using var services = CommandDestinations.Services();
            var audience = new SimulatedAudience(settings.Destinations, services);
            var result = await SimulationRun.OfAsync(StoryFile.Read(path), settings, NotificationsRegistration.Kinds, cancellation);
            if (parsed.GetValue(format) == OutputFormat.Json)
            {
                parsed.InvocationConfiguration.Output.WriteLine(SimulationJson.Of(result, audience, !parsed.GetValue(summary)).ToJsonString(Indented));
            }
            else
            {
                Terminal.Write(SimulationTerminal.Render(result, audience, !parsed.GetValue(summary)));
            }

            return ExitCode.Good;
        }
        catch (Exception unreadable) when (unreadable is UnreadableStoryException or IOException or UnauthorizedAccessException or ArgumentException)
        {
            parsed.InvocationConfiguration.Error.WriteLine(VisibleText.Of($"{path}: {unreadable.Message}"));
            return ExitCode.Unusable;
        }
    }
}
