using System.CommandLine;
using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace SentinelEvents.Lab;

/// <summary><c>post-copies</c>: the other side of the <c>latency</c> command; see <see cref="BarePoster"/>.</summary>
internal static class PostCopiesCommand
{
    internal const string Name = "post-copies";
    internal const string Ready = "ready";

    internal static Command Create()
    {
        var url = new Option<Uri>("--url") { Description = "Where to.", Required = true, CustomParser = argument => new Uri(argument.Tokens[0].Value) };
        var ports = new Option<int[]>("--port") { Description = "A sentinel's port on loopback.", Required = true };
        var channels = new Option<string>("--channels") { Description = "Pattern of the channels whose messages are posted.", DefaultValueFactory = _ => "+switch-master" };
        var command = new Command(Name, "Post every copy of a message at once.") { url, ports, channels };
        command.Hidden = true;
        command.SetAction((parsed, cancellation) => RunAsync(parsed.GetRequiredValue(url), parsed.GetRequiredValue(ports), parsed.GetRequiredValue(channels), cancellation));
        return command;
    }

    private static async Task<int> RunAsync(Uri url, int[] ports, string channels, CancellationToken cancellation)
    {
        using var client = new HttpClient();
        var connections = await Task.WhenAll(ports.Select(port => SubscribeAsync(port, channels, cancellation))).ConfigureAwait(false);
        Console.WriteLine(Ready);
        await Task.WhenAll(connections.Zip(ports, (connection, port) => PostAsync(connection, port, client, url, cancellation))).ConfigureAwait(false);
        return 0;
    }

    private static async Task<RespConnection> SubscribeAsync(int port, string channels, CancellationToken cancellation)
    {
        var connection = await RespConnection.OpenAsync(port, null, cancellation).ConfigureAwait(false);
        await connection.SendAsync(["PSUBSCRIBE", channels], cancellation).ConfigureAwait(false);
        await connection.ReadAsync(cancellation).ConfigureAwait(false);
        return connection;
    }

    private static async Task PostAsync(RespConnection connection, int port, HttpClient client, Uri url, CancellationToken cancellation)
    {
        try
        {
            while (await connection.ReadAsync(cancellation).ConfigureAwait(false) is { } reply)
            {
                if (reply.Items is [{ Text: "pmessage" }, _, { Text: { } channel }, { Text: { } payload }])
                {
                    using var content = new StringContent(string.Create(CultureInfo.InvariantCulture, $"{port} {channel} {payload}"), Encoding.UTF8);
                    using var answer = await client.PostAsync(url, content, cancellation).ConfigureAwait(false);
                }
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or IOException or SocketException)
        {
            // Told to stop, or the sentinel was.
        }
        finally
        {
            await connection.DisposeAsync().ConfigureAwait(false);
        }
    }
}
