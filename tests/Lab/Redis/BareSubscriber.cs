using System.Net.Sockets;

namespace SentinelEvents.Lab;

/// <summary>Hears everything that one sentinel publishes, over a plain socket.</summary>
public sealed class BareSubscriber : IAsyncDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(10);

    private readonly Lock gate = new();
    private readonly List<BareMessage> received = [];
    private readonly CancellationTokenSource stopping = new();
    private readonly RespConnection connection;
    private readonly TimeProvider time = TimeProvider.System;
    private readonly Task listening;

    private BareSubscriber(int sentinelPort, RespConnection connection)
    {
        SentinelPort = sentinelPort;
        this.connection = connection;
        listening = ListenAsync(stopping.Token);
    }

    public int SentinelPort { get; }

    /// <summary>The sentinel closed the connection; nothing more will come.</summary>
    public bool IsClosed => listening.IsCompleted;

    /// <summary>All messages so far, in the order in which they were read.</summary>
    public IReadOnlyList<BareMessage> Received
    {
        get
        {
            lock (gate)
            {
                return [.. received];
            }
        }
    }

    /// <summary>Returns once both subscriptions are acknowledged: from then on nothing is missed.</summary>
    public static Task<BareSubscriber> StartAsync(int sentinelPort, RedisLogin? login, CancellationToken cancellation = default) =>
        StartAsync(sentinelPort, login, null, cancellation);

    internal static async Task<BareSubscriber> StartAsync(int sentinelPort, RedisLogin? login, RedisTls? tls, CancellationToken cancellation)
    {
        // A frozen sentinel still accepts connections.
        using var expiry = new CancellationTokenSource(Deadline, TimeProvider.System);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(expiry.Token, cancellation);
        var connection = await RespConnection.OpenAsync(sentinelPort, login, tls, either.Token).ConfigureAwait(false);
        try
        {
            await connection.SendAsync(["PSUBSCRIBE", "+*", "-*"], either.Token).ConfigureAwait(false);
            for (var acknowledged = 0; acknowledged < 2; acknowledged++)
            {
                var reply = await connection.ReadAsync(either.Token).ConfigureAwait(false);
                if (reply.Items is not [{ Text: "psubscribe" }, ..])
                {
                    throw new LabException($"PSUBSCRIBE on port {sentinelPort} was answered: {reply}");
                }
            }

            return new BareSubscriber(sentinelPort, connection);
        }
        catch
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>The first message that satisfies the condition, past or to come.</summary>
    public async Task<BareMessage> WaitForAsync(string what, Func<BareMessage, bool> condition, TimeSpan deadline, CancellationToken cancellation = default)
    {
        BareMessage? found = null;
        await Eventually.BecomesAsync(
            $"{what} from the sentinel on port {SentinelPort}",
            () => (found = Received.FirstOrDefault(condition)) is null ? $"{Received.Count} other messages{(IsClosed ? ", then the end of the connection" : "")}" : null,
            deadline,
            () => string.Join(Environment.NewLine, Received.TakeLast(30)),
            cancellation).ConfigureAwait(false);
        return found!;
    }

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync().ConfigureAwait(false);
        await listening.ConfigureAwait(false);
        await connection.DisposeAsync().ConfigureAwait(false);
        stopping.Dispose();
    }

    private async Task ListenAsync(CancellationToken cancellation)
    {
        try
        {
            while (true)
            {
                var reply = await connection.ReadAsync(cancellation).ConfigureAwait(false);
                var timestamp = time.GetTimestamp();
                var at = time.GetUtcNow();
                if (reply.Items is [{ Text: "pmessage" }, _, var channel, RespReply.Bulk { Bytes: { } payload }])
                {
                    lock (gate)
                    {
                        received.Add(new BareMessage(SentinelPort, timestamp, at, channel.Text ?? "", payload));
                    }
                }
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or IOException or SocketException)
        {
            // The connection is over; IsClosed says so.
        }
    }
}
