using System.Text;
using SentinelEvents.Worker.Bus;
using SentinelEvents.Worker.Bus.Transports;
using SentinelEvents.Worker.Delivery;
using SentinelEvents.Worker.Status;

namespace SentinelEvents.Worker.Configuration;

/// <summary>Reads the whole configuration and finds everything that is wrong with it at once.</summary>
public static class ConfigurationReader
{
    /// <param name="sources">Where it comes from.</param>
    /// <param name="kinds">The kinds of destination that can be configured.</param>
    public static ConfigurationResult Read(ConfigurationSources sources, IReadOnlyList<DestinationKind> kinds)
    {
        var (json, problem) = SmallTextFile.Read(sources.File);
        IReadOnlyList<ConfigurationMistake> unreadable =
        [
            .. json is null
                ? [new ConfigurationMistake("", $"the configuration file {GivenValues.Printable(sources.File)} {problem}", "Name it with --config FILE.")]
                : JsonConfigurationText.Check(GivenValues.Printable(sources.File), json),
            .. sources.CommandLine.Where(setting => !setting.Contains('=', StringComparison.Ordinal)).Select(setting =>
                new ConfigurationMistake(GivenValues.Printable(setting.TrimStart('-')), "has no value (from the command line)", "Write it as --Name:Name=value.")),
            .. CommandLineSecrets.In(sources.CommandLine),
        ];
        return unreadable.Count > 0 ? new ConfigurationResult.Bad(unreadable) : Bind(Combine(json!, sources), sources, kinds);
    }

    private static IConfigurationRoot Combine(string json, ConfigurationSources sources) => new ConfigurationBuilder()
        .AddJsonStream(new MemoryStream(Encoding.UTF8.GetBytes(json)))
        .AddEnvironmentVariables(sources.EnvironmentPrefix)
        .AddCommandLine([.. sources.CommandLine])
        .Build();

    private static ConfigurationResult Bind(IConfigurationRoot configuration, ConfigurationSources sources, IReadOnlyList<DestinationKind> kinds)
    {
        var binder = new OptionsBinder(configuration, kinds);
        var options = binder.BindRoot();
        string[] destinations = [.. configuration.GetSection(nameof(SentinelEventsOptions.Destinations)).GetChildren().Select(child => child.Key)];

        var given = new GivenValues(configuration);
        var ill = binder.Mistakes.ToList();
        foreach (var (key, cure) in SentinelEventsValidator.Validate(options, destinations, kinds))
        {
            // What could not be bound has something standing in for it; a mistake about that would only confuse.
            if (!binder.Mistakes.Exists(mistake => IsAtOrBelow(key, mistake.Path)))
            {
                ill.Add(binder.FromFile.TryGetValue(key, out var file)
                    ? new ConfigurationMistake(file, "what the file holds (not shown) is not accepted", cure)
                    : new ConfigurationMistake(key, given.Problem(key), cure));
            }
        }

        var templates = TemplateFiles.Read(sources.Templates, destinations, options.Destinations, kinds);
        ill.AddRange(templates.Mistakes);
        return ill.Count > 0
            ? new ConfigurationResult.Bad(ill)
            : new ConfigurationResult.Good(Settle(options) with { Destinations = templates.Destinations }, [.. Notices(options)]);
    }

    private static IEnumerable<ConfigurationNotice> Notices(SentinelEventsOptions options)
    {
        if (HttpValidator.ReachesBeyondThisMachine(options.Http) && options.Http.ApiKey is null)
        {
            yield return new ConfigurationNotice("Http:ApiKeyFile", "other machines reach Http:Url, and without an API key they are told nothing but the health; docs/security.md");
        }

        if (options.Bus.Transport == BusTransport.RabbitMq && RabbitMqAddress.Of(new Uri(options.Bus.RabbitMq.Uri)).IsGuestElsewhere)
        {
            yield return new ConfigurationNotice("Bus:RabbitMq:Uri", "the password is guest, which everybody knows, and the broker is on another machine: give this service a user of its own there; docs/bus.md");
        }
    }

    private static bool IsAtOrBelow(string path, string above) =>
        path.StartsWith(above, StringComparison.OrdinalIgnoreCase) && (path.Length == above.Length || path[above.Length] == ':');

    // Whoever uses the routes may compare names as they are; and an empty list is no wish that nobody be told.
    private static SentinelEventsOptions Settle(SentinelEventsOptions options) => options with
    {
        Routes = options.Routes is { Count: > 0 } routes
            ? [.. routes.Select(route => route with { To = [.. route.To.Select(to => Spelling(options, to)).Distinct()] })]
            : null,
        Reports = [.. options.Reports.Select(report => report with { To = [.. report.To.Select(to => Spelling(options, to)).Distinct()] })],
    };

    private static string Spelling(SentinelEventsOptions options, string destination) =>
        options.Destinations.Keys.Append(Router.Bus).First(name => name.Equals(destination, StringComparison.OrdinalIgnoreCase));
}
