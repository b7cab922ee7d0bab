using System.CommandLine;
using System.CommandLine.Help;
using Microsoft.AspNetCore.Builder;
using SentinelEvents.Worker.Configuration;

namespace SentinelEvents.Worker.Commands;

/// <summary>The commands of the program.</summary>
internal static class CommandTree
{
    /// <summary>Runs what the arguments ask for; without a command, the service.</summary>
    /// <param name="args">Commands with their options, and settings such as <c>--Bus:Transport=RabbitMq</c>, in any order.</param>
    /// <param name="build">Makes the service from its configuration.</param>
    public static async Task<int> RunAsync(string[] args, Func<SentinelEventsOptions, ConfigurationSources, WebApplication> build)
    {
        var parsed = Parse(args, build);
        var code = await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null });
        return parsed.Errors.Count > 0 && parsed.Action is not TeachingHelp ? ExitCode.Unusable : code;
    }

    /// <summary>What the arguments ask for, with the errors in them.</summary>
    internal static ParseResult Parse(IReadOnlyList<string> args, Func<SentinelEventsOptions, ConfigurationSources, WebApplication> build)
    {
        var split = CommandLineConfiguration.Split(args);
        var file = new Option<string>("--config")
        {
            Description = "The configuration file (JSON, comments allowed)",
            HelpName = "FILE",
            DefaultValueFactory = _ => ConfigurationSources.Unnamed(File.Exists),
            Recursive = true,
        };
        var configuration = new CommandConfiguration(file, split.Settings);
        var run = new RunCommand(configuration, build);
        var sight = new SightCommand(configuration).Command;
        var deliveries = new DeliveriesCommand(configuration).Command;
        var redeliver = new RedeliverCommand(configuration).Command;
        var sendTest = new SendTestCommand(configuration).Command;
        var check = new CheckCommand(configuration).Command;
        var report = new ReportCommand(configuration).Command;
        var simulate = new SimulateCommand(configuration).Command;
        var root = new RootCommand(
            """
            Watches every Redis Sentinel of a deployment, turns their many messages into one agreed event, and tells people and programs once.

            Every key of the configuration can also be given by environment, SENTINELEVENTS__Bus__Transport=RabbitMq, or here, --Bus:Transport=RabbitMq.
            Exit codes: 0 good, 1 findings or failure, 2 unusable configuration.
            """)
        {
            file,
            run.Command,
            check,
            report,
            simulate,
            sendTest,
            new EventsCommand(configuration).Command,
            sight,
            deliveries,
            redeliver,
            new HealthCommand(configuration).Command,
        };
        root.SetAction(run.InvokeAsync);
        var help = root.Options.OfType<HelpOption>().Single();
        help.Action = new TeachingHelp(
            (HelpAction)help.Action!,
            new Dictionary<Command, string>
            {
                [check] = CheckCommand.Lesson,
                [report] = ReportCommand.Lesson,
                [simulate] = SimulateCommand.Lesson,
                [sendTest] = SendTestCommand.Lesson,
                [sight] = SightCommand.Lesson,
                [deliveries] = DeliveriesCommand.Lesson,
                [redeliver] = RedeliverCommand.Lesson,
            });
        return root.Parse(split.Commands);
    }
}
