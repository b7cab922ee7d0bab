using System.Globalization;
using SentinelEvents.Contracts;
using Spectre.Console;

namespace SentinelEvents.Lab;

/// <summary>One real failover, from the kill to the mail, as it happens.</summary>
internal sealed class DemoShow(IAnsiConsole console, TimeSpan downAfter)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(1);

    /// <summary>After the last copy and the end of the failover: a second event or delivery would come in this time.</summary>
    private static readonly TimeSpan Aftermath = TimeSpan.FromSeconds(2);

    private readonly TimeProvider time = TimeProvider.System;

    /// <summary>Runs the story; <paramref name="then"/> goes on with the same set-up. Everything is stopped and removed at its end.</summary>
    /// <returns>Whether exactly one event arrived everywhere.</returns>
    internal async Task<bool> RunAsync(Func<DemoStage, DemoFeed, Task> then, CancellationToken cancellation)
    {
        await using var stage = new DemoStage();
        Step(1, "Start 1 master, 2 replicas, 3 sentinels and RabbitMQ");
        await WorkAsync("until they all know each other, and the broker is up", () => stage.StartServersAsync(downAfter, cancellation)).ConfigureAwait(false);
        var master = await stage.Deployment.CurrentMasterAsync(cancellation: cancellation).ConfigureAwait(false);
        var replicas = string.Join(" ", stage.Deployment.Nodes.Where(node => node != master).Select(node => $":{node.Port}"));
        var sentinels = string.Join(" ", stage.Deployment.Sentinels.Select(sentinel => $":{sentinel.Port}"));
        Note(string.Create(CultureInfo.InvariantCulture, $"on 127.0.0.1: master :{master.Port}, replicas {replicas}, sentinels {sentinels}; quorum {stage.Deployment.Options.Quorum}"));

        Step(2, "Start the worker, with SQLite and RabbitMQ");
        await WorkAsync("until it hears every sentinel", () => stage.StartWorkerAsync(cancellation)).ConfigureAwait(false);
        Note("switches go to a mail, to a signed webhook and, as all events, to the bus");

        using var feed = new DemoFeed(stage.Subscribers, master.MasterName, stage.Watch.Worker.Process);
        Step(3, string.Create(CultureInfo.InvariantCulture, $"Kill the master: kill -9 {master.Process!.Id} (:{master.Port}); down-after is {downAfter.TotalSeconds:0.###} s"));
        console.WriteLine();
        var killedAt = time.GetUtcNow();
        await RedisDeployment.StopNodeAsync(master).ConfigureAwait(false);
        var table = new DemoTable(console, killedAt, [.. stage.Deployment.Sentinels.Select(sentinel => string.Create(CultureInfo.InvariantCulture, $"sentinel :{sentinel.Port}"))]);
        await WatchAsync(stage, feed, table, cancellation).ConfigureAwait(false);

        var findings = await DemoFindings.LookAsync(stage, feed, Deadline).ConfigureAwait(false);
        table.Write(feed.Rest());
        table.End();
        Step(4, "What arrived, as its receivers have it");
        DemoReport.Write(console, findings);
        DemoReport.Verdict(console, findings);
        await then(stage, feed).ConfigureAwait(false);
        return findings.ExactlyOnce;
    }

    /// <summary>Until every sentinel said its part, the failover is over, and some time has gone by in which nothing more should come.</summary>
    private async Task WatchAsync(DemoStage stage, DemoFeed feed, DemoTable table, CancellationToken cancellation)
    {
        var started = time.GetTimestamp();
        long? completed = null;
        while (time.GetElapsedTime(started) < Deadline)
        {
            table.Write(feed.Next());
            if (stage.Watch.Worker.Process.HasExited)
            {
                throw new LabException($"The worker ended.{Environment.NewLine}{stage.Watch.Worker.Process.LogTail()}");
            }

            if (completed is null
                && feed.Events.Any(agreed => agreed.Kind == EventKind.FailoverCompleted)
                && feed.Raw.Where(message => message.Channel == "+switch-master").Select(message => message.SentinelPort).Distinct().Count() == stage.Subscribers.Count)
            {
                completed = time.GetTimestamp();
            }

            if (completed is { } since && time.GetElapsedTime(since) > Aftermath)
            {
                return;
            }

            await Task.Delay(Pause, time, cancellation).ConfigureAwait(false);
        }

        // What is missing shows in the findings: they are more use than the end of a wait.
    }

    private void Step(int number, string text)
    {
        console.WriteLine();
        console.MarkupLineInterpolated(CultureInfo.InvariantCulture, $" [bold]{number}[/]  [bold]{text}[/]");
    }

    private void Note(string text) => console.MarkupLineInterpolated($"    [grey]{text}[/]");

    private Task WorkAsync(string what, Func<Task> work) => console.Profile.Capabilities.Interactive
        ? console.Status().Spinner(Spinner.Known.Dots).StartAsync($"[grey]{Markup.Escape(what)}[/]", _ => work())
        : work();
}
