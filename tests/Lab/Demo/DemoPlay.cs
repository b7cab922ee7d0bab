using System.Globalization;
using SentinelEvents.Contracts;
using Spectre.Console;

namespace SentinelEvents.Lab;

/// <summary>After the story: the set-up stays, for whoever watches to do to it what they like.</summary>
internal sealed class DemoPlay(IAnsiConsole console, DemoStage stage, DemoFeed feed)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(1);

    /// <summary>How long what was killed stays dead.</summary>
    private static readonly TimeSpan Downtime = TimeSpan.FromSeconds(20);

    private readonly TimeProvider time = TimeProvider.System;
    private readonly Dictionary<int, long> deadSince = [];
    private readonly HashSet<string> mails = [];
    private int webhooks;

    /// <summary>Goes on until it is told to stop.</summary>
    /// <exception cref="LabException">The worker ended by itself.</exception>
    internal async Task RunAsync(CancellationToken cancellation)
    {
        mails.UnionWith(Mails());
        webhooks = stage.Sink.Requests.Count;
        var old = stage.Deployment.Nodes.First(node => !node.IsLive);
        await RedisDeployment.RestartNodeAsync(old, Deadline, cancellation).ConfigureAwait(false);
        await ExplainAsync(old, cancellation).ConfigureAwait(false);
        while (true)
        {
            Show();
            if (stage.Watch.Worker.Process.HasExited && !cancellation.IsCancellationRequested)
            {
                throw new LabException($"The worker ended.{Environment.NewLine}{stage.Watch.Worker.Process.LogTail()}");
            }

            await ReviveAsync(cancellation).ConfigureAwait(false);
            await Task.Delay(Pause, time, cancellation).ConfigureAwait(false);
        }
    }

    private async Task ExplainAsync(RedisNode old, CancellationToken cancellation)
    {
        var master = await stage.Deployment.CurrentMasterAsync(cancellation: cancellation).ConfigureAwait(false);
        var sentinel = stage.Deployment.Sentinels[0];
        var program = WorkerProgram.Default;
        var events = string.Join(' ', [program.FileName, .. program.With("events", "--config", stage.Watch.Worker.ConfigurationFile)]);
        console.WriteLine();
        console.Write(new Rule("[bold]Now it is yours[/]") { Style = new Style(Color.Grey42), Justification = Justify.Left });
        console.MarkupLineInterpolated(CultureInfo.InvariantCulture, $" The old master, :{old.Port}, runs again and becomes a replica.");
        console.WriteLine();
        Line("the status page", stage.Watch.Page.ToString(), "open it in a browser and leave it open: it keeps itself true");
        console.WriteLine();
        console.MarkupLine(" From another terminal:");
        console.WriteLine();
        Line("a planned failover", string.Create(CultureInfo.InvariantCulture, $"redis-cli -p {sentinel.Port} sentinel failover {master.MasterName}"));
        Line("an unplanned one", string.Create(CultureInfo.InvariantCulture, $"kill -9 {master.Process!.Id}"), string.Create(CultureInfo.InvariantCulture, $"the master, :{master.Port}"));
        Line("one sentinel less", string.Create(CultureInfo.InvariantCulture, $"kill -9 {sentinel.Process!.Id}"), string.Create(CultureInfo.InvariantCulture, $"sentinel :{sentinel.Port}"));
        Line("", "", string.Create(CultureInfo.InvariantCulture, $"what is killed is started again after {Downtime.TotalSeconds} s"));
        Line("what the journal holds", events);
        Line("the journal itself", stage.Watch.JournalFile);
        Line("mails land in", stage.Watch.MailDirectory);
        Line("health", $"curl {stage.Watch.Health}");
        Line("events as they come", $"curl -N {new Uri(stage.Watch.Page, "api/stream")}");
        console.WriteLine();
        console.MarkupLine(" Agreed events as they come; [bold]Ctrl-C[/] stops and removes everything.");

        // Not through Spectre.Console, which would break a long command into lines that cannot be copied.
        void Line(string what, string how, string note = "") =>
            console.Profile.Out.Writer.WriteLine($"   {what,-23} {how}{(note.Length == 0 ? "" : how.Length == 0 ? note : $"   ({note})")}");
    }

    private void Show()
    {
        var known = feed.Events.Count;
        feed.Next();
        foreach (var agreed in feed.Events.Skip(known))
        {
            var style = agreed switch
            {
                { Kind: EventKind.MasterSwitched } => "bold green",
                { Severity: Severity.Critical } => "red",
                { Severity: Severity.Warning } => "yellow",
                _ => "default",
            };
            console.MarkupLine(string.Create(
                CultureInfo.InvariantCulture, $" [grey]{agreed.At:HH:mm:ss.fff}[/] [{style}]{agreed.Kind}[/], epoch {agreed.Epoch}, agreed by {Markup.Escape(agreed.Agreement)}"));
        }

        foreach (var request in stage.Sink.Requests.Skip(webhooks))
        {
            webhooks++;
            console.MarkupLineInterpolated(CultureInfo.InvariantCulture, $" [grey]{request.At:HH:mm:ss.fff}[/]   webhook {request.Header("webhook-id")}, signature {WebhookSignature.Verify(request, stage.Watch.Secret)}");
        }

        foreach (var mail in Mails().Where(mails.Add))
        {
            console.MarkupLineInterpolated(CultureInfo.InvariantCulture, $" [grey]{time.GetUtcNow():HH:mm:ss.fff}[/]   mail {Path.GetFileName(mail)}");
        }
    }

    private async Task ReviveAsync(CancellationToken cancellation)
    {
        foreach (var node in stage.Deployment.Nodes.Where(node => IsDue(node.Port, node.IsLive)))
        {
            await RedisDeployment.RestartNodeAsync(node, Deadline, cancellation).ConfigureAwait(false);
            Tell("redis-server", node.Port, node.Process!.Id);
        }

        foreach (var sentinel in stage.Deployment.Sentinels.Where(sentinel => IsDue(sentinel.Port, sentinel.IsLive)))
        {
            await RedisDeployment.StartSentinelAsync(sentinel, Deadline, cancellation).ConfigureAwait(false);
            Tell("redis-sentinel", sentinel.Port, sentinel.Process!.Id);
        }

        void Tell(string server, int port, int pid) => console.MarkupLineInterpolated(
            CultureInfo.InvariantCulture, $" [grey]{time.GetUtcNow():HH:mm:ss.fff}   {server} :{port} started again, pid {pid}[/]");
    }

    private bool IsDue(int port, bool live)
    {
        if (live)
        {
            deadSince.Remove(port);
            return false;
        }

        deadSince.TryAdd(port, time.GetTimestamp());
        return time.GetElapsedTime(deadSince[port]) > Downtime;
    }

    private string[] Mails() => Directory.Exists(stage.Watch.MailDirectory) ? Directory.GetFiles(stage.Watch.MailDirectory, "*.eml") : [];
}
