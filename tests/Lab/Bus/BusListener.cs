using System.Globalization;
using System.Text.Json;

namespace SentinelEvents.Lab;

/// <summary>A service downstream: consumes every kind of event from one queue, in a process of its own.</summary>
public sealed class BusListener : IAsyncDisposable
{
    private readonly Lock gate = new();
    private readonly List<BusDelivery> received = [];
    private readonly List<string> faults = [];
    private readonly Uri broker;
    private readonly LabDirectory directory = LabDirectory.Create("consumer");
    private bool ready;
    private ServerProcess? process;

    private BusListener(Uri broker, string queue)
    {
        this.broker = broker;
        Queue = queue;
    }

    public string Queue { get; }

    public ServerProcess Process => process ?? throw new LabException("The consumer was never started.");

    /// <summary>All messages so far, in the order of the queue; over restarts too.</summary>
    public IReadOnlyList<BusDelivery> Received
    {
        get
        {
            lock (gate)
            {
                return [.. received];
            }
        }
    }

    /// <summary>Messages that could not be consumed.</summary>
    public IReadOnlyList<string> Faults
    {
        get
        {
            lock (gate)
            {
                return [.. faults];
            }
        }
    }

    /// <summary>Returns once the queue is bound.</summary>
    public static async Task<BusListener> StartAsync(Uri broker, string queue, TimeSpan deadline, CancellationToken cancellation = default)
    {
        var listener = new BusListener(broker, queue);
        try
        {
            await listener.StartAgainAsync(deadline, cancellation).ConfigureAwait(false);
            return listener;
        }
        catch
        {
            await listener.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>kill -9; the queue keeps what comes meanwhile.</summary>
    public Task KillAsync() => Process.KillAsync();

    public async Task StartAgainAsync(TimeSpan deadline, CancellationToken cancellation = default)
    {
        if (process is not null)
        {
            await process.DisposeAsync().ConfigureAwait(false);
        }

        lock (gate)
        {
            ready = false;
        }

        process = await ServerProcess.StartAsync(
            new ServerCommand
            {
                Name = $"consumer of {Queue}",
                FileName = ServerPrograms.DotNet,
                Arguments = [typeof(BusListener).Assembly.Location, "consume", "--uri", broker.ToString(), "--queue", Queue],
                WorkingDirectory = directory.Path,
            },
            Take).ConfigureAwait(false);
        await process.WaitUntilAsync("has bound its queue", _ => Task.FromResult(IsReady() ? null : "not yet bound"), deadline, cancellation).ConfigureAwait(false);
    }

    /// <summary>Waits until so many messages came that satisfy the condition.</summary>
    public async Task<IReadOnlyList<BusDelivery>> WaitForAsync(
        string what, int count, Func<BusDelivery, bool> condition, TimeSpan deadline, CancellationToken cancellation = default)
    {
        IReadOnlyList<BusDelivery> found = [];
        await Process.WaitUntilAsync(
            what,
            _ =>
            {
                found = [.. Received.Where(condition)];
                var others = string.Join(", ", Received.Select(delivery => string.Create(CultureInfo.InvariantCulture, $"{delivery.Kind} {delivery.Master} {delivery.Epoch}")));
                return Task.FromResult(found.Count >= count ? null : $"{found.Count} of {count}; all: {others}; faults: {string.Join(", ", Faults)}");
            },
            deadline,
            cancellation).ConfigureAwait(false);
        return found;
    }

    public async ValueTask DisposeAsync()
    {
        if (process is not null)
        {
            await process.DisposeAsync().ConfigureAwait(false);
        }

        await directory.DisposeAsync().ConfigureAwait(false);
    }

    private bool IsReady()
    {
        lock (gate)
        {
            return ready;
        }
    }

    private void Take(string text)
    {
        if (!text.StartsWith('{'))
        {
            return;
        }

        ConsumerLine line;
        try
        {
            line = JsonSerializer.Deserialize<ConsumerLine>(text, ConsumerLine.Json)!;
        }
        catch (JsonException)
        {
            line = new ConsumerLine { Fault = text };
        }

        lock (gate)
        {
            ready |= line.Ready;
            if (line.Delivery is { } delivery)
            {
                received.Add(delivery);
            }

            if (line.Fault is { } fault)
            {
                faults.Add(fault);
            }
        }
    }
}
