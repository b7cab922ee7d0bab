using System.Collections.Concurrent;
using SentinelEvents.Contracts;

namespace SentinelEvents.Lab;

/// <summary>Everything that sentinels and worker say, in one order.</summary>
internal sealed class DemoFeed : IDisposable
{
    // The worker's lines come through a pipe: what is younger may still be overtaken.
    private static readonly TimeSpan Settling = TimeSpan.FromMilliseconds(200);

    private readonly IReadOnlyList<BareSubscriber> subscribers;
    private readonly string master;
    private readonly ServerProcess worker;
    private readonly int[] taken;
    private readonly ConcurrentQueue<WorkerLogLine> lines = [];
    private readonly List<DemoEntry> pending = [];
    private readonly List<BareMessage> raw = [];
    private readonly List<LoggedEvent> events = [];

    internal DemoFeed(IReadOnlyList<BareSubscriber> subscribers, string master, ServerProcess worker)
    {
        this.subscribers = subscribers;
        this.master = master;
        this.worker = worker;
        taken = [.. subscribers.Select(subscriber => subscriber.Received.Count)];
        worker.LineWritten += Take;
    }

    internal IReadOnlyList<BareMessage> Raw => raw;

    internal IReadOnlyList<LoggedEvent> Events => events;

    /// <summary>What is new and old enough to be shown in its order.</summary>
    internal IReadOnlyList<DemoEntry> Next() => Next(TimeProvider.System.GetUtcNow() - Settling);

    /// <summary>What is new, whatever its age.</summary>
    internal IReadOnlyList<DemoEntry> Rest() => Next(DateTimeOffset.MaxValue);

    public void Dispose() => worker.LineWritten -= Take;

    private void Take(string text)
    {
        if (WorkerLogLine.TryParse(text) is { } line)
        {
            lines.Enqueue(line);
        }
    }

    private List<DemoEntry> Next(DateTimeOffset until)
    {
        for (var column = 0; column < subscribers.Count; column++)
        {
            foreach (var message in subscribers[column].Received.Skip(taken[column]))
            {
                taken[column]++;
                raw.Add(message);
                pending.Add(new DemoEntry(message.At, column, RawText.Shorten(message, master), message.Channel == "+switch-master" ? "yellow" : "default"));
            }
        }

        while (lines.TryDequeue(out var line))
        {
            if (LoggedEvent.TryRead(line) is { } agreed)
            {
                events.Add(agreed);
                pending.Add(new DemoEntry(line.At, subscribers.Count, $"{agreed.Kind}, {agreed.Agreement.Split(" needed")[0]}", Style(agreed)));
            }
        }

        List<DemoEntry> due = [.. pending.Where(entry => entry.At <= until).OrderBy(entry => entry.At)];
        pending.RemoveAll(entry => entry.At <= until);
        return due;
    }

    private static string Style(LoggedEvent agreed) => agreed switch
    {
        { Kind: EventKind.MasterSwitched } => "bold green",
        { Severity: Severity.Critical } => "red",
        { Severity: Severity.Warning } => "yellow",
        _ => "default",
    };
}
