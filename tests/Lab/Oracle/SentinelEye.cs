using System.Globalization;
using System.Net.Sockets;

namespace SentinelEvents.Lab;

/// <summary>
/// Asks one sentinel, on the port on which it really listens, again and again whom it holds for master and in which epoch; at once when it
/// publishes that this changed. What it learns are spans of time, so a short silence costs nothing.
/// </summary>
internal sealed class SentinelEye : IAsyncDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(150);
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(2);

    /// <summary>A message that names the new address dates the change, when the answer that confirms it comes this soon.</summary>
    private static readonly TimeSpan Prompt = TimeSpan.FromSeconds(2);

    private readonly Lock gate = new();
    private readonly CancellationTokenSource stopping = new();
    private readonly SemaphoreSlim news = new(0);
    private readonly Dictionary<string, Holding> current = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Master, string Address), DateTimeOffset> announced = [];
    private readonly List<Holding> past = [];
    private readonly TimeProvider time = TimeProvider.System;
    private readonly int port;
    private readonly IReadOnlyList<string> masters;
    private readonly Task asking;
    private readonly Task listening;

    public SentinelEye(int port, IReadOnlyList<string> masters)
    {
        this.port = port;
        this.masters = masters;
        asking = AskAsync(stopping.Token);
        listening = ListenAsync(stopping.Token);
    }

    /// <summary>What it held so far; the last of each master reaches until now.</summary>
    public IReadOnlyList<Holding> Holdings
    {
        get
        {
            lock (gate)
            {
                return [.. past, .. current.Values.Select(holding => holding with { To = time.GetUtcNow() })];
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync().ConfigureAwait(false);
        await Task.WhenAll(asking, listening).ConfigureAwait(false);
        stopping.Dispose();
        news.Dispose();
    }

    private async Task AskAsync(CancellationToken cancellation)
    {
        RespConnection? connection = null;
        while (!cancellation.IsCancellationRequested)
        {
            using var expiry = new CancellationTokenSource(Deadline, time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(expiry.Token, cancellation);
            try
            {
                connection ??= await RespConnection.OpenAsync(port, null, either.Token).ConfigureAwait(false);
                foreach (var master in masters)
                {
                    await ReadAsync(connection, master, either.Token).ConfigureAwait(false);
                }

                await news.WaitAsync(Pause, cancellation).ConfigureAwait(false);
            }
            catch (Exception exception) when (IsSilence(exception))
            {
                // Killed, frozen, or this is over: what it held stands until it says otherwise.
                if (connection is not null)
                {
                    await connection.DisposeAsync().ConfigureAwait(false);
                    connection = null;
                }

                await IdleAsync(cancellation).ConfigureAwait(false);
            }
        }

        if (connection is not null)
        {
            await connection.DisposeAsync().ConfigureAwait(false);
        }
    }

    private async Task ReadAsync(RespConnection connection, string master, CancellationToken cancellation)
    {
        await connection.SendAsync(["SENTINEL", "GET-MASTER-ADDR-BY-NAME", master], cancellation).ConfigureAwait(false);
        await connection.SendAsync(["SENTINEL", "MASTER", master], cancellation).ConfigureAwait(false);
        await connection.SendAsync(["SENTINEL", "GET-MASTER-ADDR-BY-NAME", master], cancellation).ConfigureAwait(false);
        var before = Address(await connection.ReadAsync(cancellation).ConfigureAwait(false));
        var whole = await connection.ReadAsync(cancellation).ConfigureAwait(false);
        var after = Address(await connection.ReadAsync(cancellation).ConfigureAwait(false));
        if (before != after)
        {
            // It changed in between: which of the two the epoch belongs to is not known.
            return;
        }

        var epoch = whole is RespReply.Error ? 0 : long.Parse(whole.Fields().GetValueOrDefault("config-epoch", "0"), CultureInfo.InvariantCulture);
        lock (gate)
        {
            if (current.TryGetValue(master, out var held) && held.Epoch == epoch && held.Address == after)
            {
                return;
            }

            var now = time.GetUtcNow();
            var since = after is not null && announced.TryGetValue((master, after), out var said) && now - said < Prompt && (held is null || said > held.From) ? said : now;
            if (held is not null)
            {
                past.Add(held with { To = since });
            }

            current[master] = new Holding(port, master, epoch, after, since, DateTimeOffset.MaxValue);
        }
    }

    private async Task ListenAsync(CancellationToken cancellation)
    {
        while (!cancellation.IsCancellationRequested)
        {
            try
            {
                using var expiry = new CancellationTokenSource(Deadline, time);
                using var either = CancellationTokenSource.CreateLinkedTokenSource(expiry.Token, cancellation);
                await using var connection = await RespConnection.OpenAsync(port, null, either.Token).ConfigureAwait(false);
                await connection.SendAsync(["SUBSCRIBE", "+switch-master", "+promoted-slave"], either.Token).ConfigureAwait(false);
                while (true)
                {
                    Take(await connection.ReadAsync(cancellation).ConfigureAwait(false));
                }
            }
            catch (Exception exception) when (IsSilence(exception))
            {
                await IdleAsync(cancellation).ConfigureAwait(false);
            }
        }
    }

    private void Take(RespReply reply)
    {
        if (reply.Items is not [{ Text: "message" }, { Text: var channel }, { Text: { } text }])
        {
            return;
        }

        (string Master, string Address)? change = (channel, text.Split(' ')) switch
        {
            ("+switch-master", [var name, _, _, var host, var to]) => (name, $"{host}:{to}"),
            ("+promoted-slave", ["slave", _, var host, var to, "@", var name, ..]) => (name, $"{host}:{to}"),
            _ => null,
        };
        if (change is { } known)
        {
            lock (gate)
            {
                announced[known] = time.GetUtcNow();
            }

            news.Release();
        }
    }

    private async Task IdleAsync(CancellationToken cancellation)
    {
        try
        {
            await Task.Delay(Pause, time, cancellation).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // The loops end by themselves.
        }
    }

    private static string? Address(RespReply reply) => reply.Items is [{ Text: var host }, { Text: var port }] ? $"{host}:{port}" : null;

    private static bool IsSilence(Exception exception) => exception is OperationCanceledException or IOException or SocketException or LabException or InvalidDataException;
}
