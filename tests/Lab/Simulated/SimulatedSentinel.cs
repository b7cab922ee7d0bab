using System.Buffers;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace SentinelEvents.Lab;

/// <summary>
/// A sentinel without any Redis behind it: a small server that speaks the real protocol, RESP2 only, and knows what clients and this service ask. Like a
/// real one it does one thing at a time.
/// </summary>
internal sealed class SimulatedSentinel : IAsyncDisposable
{
    private readonly Lock gate = new();
    private readonly CancellationTokenSource stopping = new();
    private readonly HashSet<SimulatedClient> clients = [];
    private readonly List<Task> serving = [];
    private readonly SimulatedReplies replies;
    private readonly TcpListener listener;
    private readonly Task accepting;
    private readonly SimulatedMaster[] masters;
    private long clientIds;
    private long commands;

    internal SimulatedSentinel(SimulatedDeployment deployment, int number, IReadOnlyList<SimulatedMaster> masters)
    {
        this.masters = [.. masters];
        Port = FreePorts.Take();
        Id = SimulatedReplies.Id(string.Create(CultureInfo.InvariantCulture, $"sentinel {number}"));
        replies = new SimulatedReplies(deployment, this);
        listener = new TcpListener(IPAddress.Loopback, Port);
        listener.Start();
        accepting = AcceptAsync();
    }

    internal int Port { get; }

    internal string Id { get; }

    /// <summary>What it believes of them, by number.</summary>
    internal IReadOnlyList<SimulatedMaster> Masters => masters;

    /// <summary>Who answers those that steer it; null: nobody does.</summary>
    internal LabRequests? Requests { get; set; }

    /// <summary>How many commands it has answered.</summary>
    internal long Commands => Interlocked.Read(ref commands);

    internal void Hold(SimulatedMaster master)
    {
        lock (gate)
        {
            masters[master.Number] = master;
        }
    }

    /// <summary>Publishes to whoever is subscribed; returns when all of it is written.</summary>
    internal Task PublishAsync(string channel, string payload) => PublishAsync([(channel, payload)]);

    /// <summary>Several messages in one piece, as a sentinel writes all that one turn of its loop brought up.</summary>
    internal Task PublishAsync(IReadOnlyList<(string Channel, string Payload)> messages)
    {
        List<(SimulatedClient Client, string[] Channels, string[] Patterns)> hearing;
        lock (gate)
        {
            hearing = [.. clients.Where(client => client.Subscriptions > 0).Select(client => (client, client.Channels.ToArray(), client.Patterns.ToArray()))];
        }

        return Task.WhenAll(hearing.Select(one => one.Client.WriteAsync(
            to =>
            {
                foreach (var (channel, payload) in messages)
                {
                    if (one.Channels.Contains(channel))
                    {
                        to.Bulks("message", channel, payload);
                    }

                    foreach (var pattern in one.Patterns.Where(pattern => Matches(pattern, channel)))
                    {
                        to.Bulks("pmessage", pattern, channel, payload);
                    }
                }
            },
            stopping.Token)));
    }

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync().ConfigureAwait(false);
        await accepting.ConfigureAwait(false);
        listener.Dispose();
        List<Task> ending;
        lock (gate)
        {
            ending = [.. serving];
        }

        await Task.WhenAll(ending).ConfigureAwait(false);
        stopping.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var accepted = await listener.AcceptTcpClientAsync(stopping.Token).ConfigureAwait(false);
                accepted.NoDelay = true;
                var client = new SimulatedClient(accepted);
                lock (gate)
                {
                    clients.Add(client);
                    serving.RemoveAll(task => task.IsCompleted);
                    serving.Add(ServeAsync(client));
                }
            }
        }
        catch (OperationCanceledException)
        {
            // Stopped.
        }
    }

    private async Task ServeAsync(SimulatedClient client)
    {
        await Task.Yield();
        try
        {
            while (await client.ReadAsync(stopping.Token).ConfigureAwait(false) is { } commands)
            {
                await client.WriteAsync(
                    to =>
                    {
                        lock (gate)
                        {
                            foreach (var command in commands)
                            {
                                Answer(to, client, command);
                            }
                        }
                    },
                    stopping.Token).ConfigureAwait(false);
            }
        }
        catch (Exception failure) when (failure is IOException or InvalidDataException or OperationCanceledException)
        {
            // The client is gone, speaks something else, or everything ends.
        }
        finally
        {
            lock (gate)
            {
                clients.Remove(client);
            }

            client.Dispose();
        }
    }

    private void Answer(IBufferWriter<byte> to, SimulatedClient client, IReadOnlyList<string> command)
    {
        Interlocked.Increment(ref commands);
        switch (command[0].ToUpperInvariant())
        {
            case "PING" when client.Subscriptions > 0:
                to.Bulks("pong", "");
                break;
            case "PING":
                to.Simple("PONG");
                break;
            case "AUTH":
                to.Simple("OK");
                break;
            case "CLIENT" when command is [_, var sub, ..] && sub.Equals("ID", StringComparison.OrdinalIgnoreCase):
                to.Integer(++clientIds);
                break;
            case "CLIENT":
                to.Simple("OK");
                break;
            case "INFO":
                to.Bulk(Info(withMasters: command is [_] || command[1].Equals("sentinel", StringComparison.OrdinalIgnoreCase)));
                break;
            case "SUBSCRIBE" or "PSUBSCRIBE" or "UNSUBSCRIBE" or "PUNSUBSCRIBE":
                Subscribe(to, client, command);
                break;
            case "SENTINEL" when command is [_, var sub, ..] && sub.Equals("MYID", StringComparison.OrdinalIgnoreCase):
                to.Bulk(Id);
                break;
            case "SENTINEL" when command is [_, var sub, ..] && sub.ToUpperInvariant() is "MASTERS" or "MASTER" or "REPLICAS" or "SENTINELS" or "CKQUORUM" or "GET-MASTER-ADDR-BY-NAME":
                replies.Write(to, sub.ToUpperInvariant(), command.Count > 2 ? command[2] : null);
                break;
            case LabRequests.Command when Requests is { } requests && command is [_, var request] && Enum.TryParse<LabRequest>(request, out var known):
                to.Bulk(requests.Answer(this, known));
                break;
            default:
                // HELLO too: this is a server that speaks RESP2 only.
                to.Error($"ERR unknown command '{command[0]}', with args beginning with: ");
                break;
        }
    }

    private static void Subscribe(IBufferWriter<byte> to, SimulatedClient client, IReadOnlyList<string> command)
    {
        var kind = command[0].ToLowerInvariant();
        var subscribed = kind[0] == 'p' ? client.Patterns : client.Channels;
        foreach (var channel in command.Skip(1))
        {
            if (kind.Contains("unsub", StringComparison.Ordinal))
            {
                subscribed.Remove(channel);
            }
            else
            {
                subscribed.Add(channel);
            }

            to.Array(3);
            to.Bulk(kind);
            to.Bulk(channel);
            to.Integer(client.Subscriptions);
        }
    }

    /// <summary>The patterns of observers; in others nothing stands for anything else.</summary>
    private static bool Matches(string pattern, string channel) => pattern switch
    {
        "*" => true,
        "+*" => channel[0] == '+',
        "-*" => channel[0] == '-',
        "[-+]*" => channel[0] is '+' or '-',
        _ => pattern == channel,
    };

    private string Info(bool withMasters)
    {
        var text = new StringBuilder();
        text.Append(
            CultureInfo.InvariantCulture,
            $"# Server\r\nredis_version:7.0.15\r\nredis_mode:sentinel\r\nprocess_id:1\r\nrun_id:{SimulatedReplies.Id("process of " + Id)}\r\ntcp_port:{Port}\r\nuptime_in_seconds:86400\r\n\r\n# Sentinel\r\nsentinel_masters:{masters.Length}\r\nsentinel_tilt:0\r\nsentinel_tilt_since_seconds:-1\r\nsentinel_running_scripts:0\r\nsentinel_scripts_queue_length:0\r\nsentinel_simulate_failure_flags:0\r\n");
        foreach (var master in withMasters ? masters : [])
        {
            var status = master.Flags.Contains("o_down", StringComparison.Ordinal) ? "odown" : master.Flags.Contains("s_down", StringComparison.Ordinal) ? "sdown" : "ok";
            text.Append(
                CultureInfo.InvariantCulture,
                $"master{master.Number}:name={master.Name},status={status},address={master.Host}:{SimulatedMaster.Port},slaves={SimulatedMaster.Nodes - 1},sentinels={replies.Sentinels}\r\n");
        }

        return text.ToString();
    }
}
