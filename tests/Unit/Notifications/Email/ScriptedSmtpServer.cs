using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace SentinelEvents.Unit.Notifications.Email;

/// <summary>An SMTP server that gives a test's own answers. It speaks no more of the protocol than they need.</summary>
internal sealed class ScriptedSmtpServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stopping = new();
    private readonly ConcurrentQueue<string> _mails = new();
    private readonly ConcurrentBag<TcpClient> _clients = [];
    private readonly ConcurrentQueue<string> _heard = new();
    private int _commands;

    /// <summary>The answer to a command; null for the usual one, empty for silence.</summary>
    public Func<string, string?> Answer { get; set; } = _ => null;

    /// <summary>
    /// Whether it offers PIPELINING and makes sure of it: to what comes before the last recipient it answers only together with that one, so whoever does not
    /// send these commands at once waits for ever.
    /// </summary>
    public string? LastPipelined { get; init; }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public int Commands => _commands;

    public IReadOnlyList<string> Mails => [.. _mails];

    /// <summary>How often somebody connected.</summary>
    public int Connections => _clients.Count;

    /// <summary>Every command, in order.</summary>
    public IReadOnlyList<string> Heard => [.. _heard];

    /// <summary>Hangs up on everybody, as a server does that was idle for too long.</summary>
    public void HangUp()
    {
        foreach (var client in _clients)
        {
            client.Close();
        }
    }

    public void Start()
    {
        _listener.Start();
        _ = AcceptAsync();
    }

    public void StopListening() => _listener.Stop();

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        _listener.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var client = await _listener.AcceptTcpClientAsync(_stopping.Token);
                _clients.Add(client);
                _ = ServeAsync(client);
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or SocketException or ObjectDisposedException)
        {
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        try
        {
            using var _ = client;
            using var reader = new StreamReader(client.GetStream(), Encoding.UTF8);
            await using var writer = new StreamWriter(client.GetStream()) { NewLine = "\r\n", AutoFlush = true };
            await writer.WriteLineAsync("220 scripted");
            var held = new StringBuilder();
            while (await reader.ReadLineAsync(_stopping.Token) is { } command)
            {
                Interlocked.Increment(ref _commands);
                _heard.Enqueue(command);
                var answer = Answer(command) ?? Usual(command);
                if (answer.Length == 0)
                {
                    await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, _stopping.Token);
                }

                if (LastPipelined is { } last && (command.StartsWith("MAIL", StringComparison.Ordinal) || command.StartsWith("RCPT", StringComparison.Ordinal)))
                {
                    held.Append(answer).Append("\r\n");
                    if (!command.StartsWith($"RCPT TO:<{last}>", StringComparison.Ordinal))
                    {
                        continue;
                    }

                    answer = held.ToString().TrimEnd();
                    held.Clear();
                }

                await writer.WriteLineAsync(answer);
                if (answer.StartsWith("354", StringComparison.Ordinal))
                {
                    await ReadMailAsync(reader);
                    await writer.WriteLineAsync(Answer(".") ?? "250 2.0.0 taken");
                }
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or IOException or ObjectDisposedException or InvalidOperationException)
        {
        }
    }

    private async Task ReadMailAsync(StreamReader reader)
    {
        var mail = new StringBuilder();
        while (await reader.ReadLineAsync(_stopping.Token) is { } line && line != ".")
        {
            mail.Append(line.StartsWith("..", StringComparison.Ordinal) ? line[1..] : line).Append("\r\n");
        }

        _mails.Enqueue(mail.ToString());
    }

    private string Usual(string command) => command.Split(' ')[0].ToUpperInvariant() switch
    {
        "EHLO" when LastPipelined is not null => "250-scripted\r\n250-PIPELINING\r\n250-AUTH PLAIN\r\n250 8BITMIME",
        "EHLO" => "250-scripted\r\n250-AUTH PLAIN\r\n250 8BITMIME",
        "AUTH" => "235 2.7.0 welcome",
        "DATA" => "354 go on",
        "QUIT" => "221 bye",
        _ => "250 2.1.0 ok",
    };
}
