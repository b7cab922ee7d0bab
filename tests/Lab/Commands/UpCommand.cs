using System.CommandLine;
using System.Globalization;
using Spectre.Console;

namespace SentinelEvents.Lab;

/// <summary><c>up</c>: a deployment to play with.</summary>
internal static class UpCommand
{
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(2);

    internal static Command Create()
    {
        var masters = new Option<int>("--masters") { Description = "Masters.", DefaultValueFactory = _ => 1 };
        var replicas = new Option<int>("--replicas") { Description = "Replicas of each.", DefaultValueFactory = _ => 2 };
        var sentinels = new Option<int>("--sentinels") { Description = "Sentinels.", DefaultValueFactory = _ => 3 };
        var quorum = new Option<int>("--quorum") { Description = "Quorum.", DefaultValueFactory = _ => 2 };
        var downAfter = new Option<int>("--down-after") { Description = "down-after-milliseconds.", DefaultValueFactory = _ => 3000 };
        var rabbit = new Option<bool>("--rabbitmq") { Description = "A broker as well." };
        var command = new Command("up", "Start Redis with sentinels on loopback, print where, and stop it all on Ctrl-C.")
        {
            masters, replicas, sentinels, quorum, downAfter, rabbit,
        };
        command.SetAction((parsed, cancellation) => RunAsync(
            new RedisDeploymentOptions
            {
                Masters = parsed.GetValue(masters),
                ReplicasPerMaster = parsed.GetValue(replicas),
                Sentinels = parsed.GetValue(sentinels),
                Quorum = parsed.GetValue(quorum),
                DownAfter = TimeSpan.FromMilliseconds(parsed.GetValue(downAfter)),
            },
            parsed.GetValue(rabbit),
            cancellation));
        return command;
    }

    private static async Task<int> RunAsync(RedisDeploymentOptions options, bool withRabbit, CancellationToken cancellation)
    {
        await using var deployment = await RedisDeployment.StartAsync(options, Deadline, cancellation).ConfigureAwait(false);
        await using var rabbit = withRabbit ? await RabbitMqServer.StartAsync(Deadline, cancellation).ConfigureAwait(false) : null;

        var table = new Table().AddColumns("server", "address", "pid");
        foreach (var sentinel in deployment.Sentinels)
        {
            AddRow("sentinel", sentinel.Port, sentinel.Process);
        }

        foreach (var master in deployment.MasterNames)
        {
            var current = await deployment.CurrentMasterAsync(master, cancellation).ConfigureAwait(false);
            foreach (var node in deployment.Nodes.Where(node => node.MasterName == master))
            {
                AddRow(node == current ? $"{master}, master" : $"{master}, replica", node.Port, node.Process);
            }
        }

        if (rabbit is not null)
        {
            AddRow("rabbitmq", rabbit.Port, rabbit.Process);
        }

        AnsiConsole.Write(table);
        AnsiConsole.MarkupLineInterpolated($"Sentinels: {string.Join(',', deployment.SentinelAddresses)}");
        AnsiConsole.MarkupLine("Ctrl-C stops everything.");
        try
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellation).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            AnsiConsole.MarkupLine("Stopping.");
        }

        return 0;

        void AddRow(string name, int port, ServerProcess? process) => table.AddRow(
            Markup.Escape(name),
            string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{port}"),
            process?.Id.ToString(CultureInfo.InvariantCulture) ?? "");
    }
}
