using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace SentinelEvents.Lab;

/// <summary>One connection that speaks RESP2, in as few lines as it takes: it judges a product that uses a full client library.</summary>
internal sealed class RespConnection : IAsyncDisposable
{
    private readonly TcpClient client;
    private readonly Stream stream;
    private readonly byte[] buffer = new byte[16 * 1024];
    private int start;
    private int end;

    private RespConnection(TcpClient client, Stream stream)
    {
        this.client = client;
        this.stream = stream;
    }

    internal static Task<RespConnection> OpenAsync(int port, RedisLogin? login, CancellationToken cancellation) => OpenAsync(port, login, null, cancellation);

    internal static async Task<RespConnection> OpenAsync(int port, RedisLogin? login, RedisTls? tls, CancellationToken cancellation)
    {
        var client = new TcpClient { NoDelay = true };
        try
        {
            await client.ConnectAsync(IPAddress.Loopback, port, cancellation).ConfigureAwait(false);
            var stream = tls is null ? client.GetStream() : await tls.SecureAsync(client.GetStream(), cancellation).ConfigureAwait(false);
            var connection = new RespConnection(client, stream);
            if (login is not null)
            {
                string[] auth = login.User is null ? ["AUTH", login.Password] : ["AUTH", login.User, login.Password];
                await connection.SendAsync(auth, cancellation).ConfigureAwait(false);
                if (await connection.ReadAsync(cancellation).ConfigureAwait(false) is RespReply.Error refused)
                {
                    throw new LabException($"AUTH on port {port} was refused: {refused.Message}");
                }
            }

            return connection;
        }
        catch
        {
            client.Dispose();
            throw;
        }
    }

    internal async Task SendAsync(IReadOnlyList<string> command, CancellationToken cancellation)
    {
        using var request = new MemoryStream();
        request.Write(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"*{command.Count}\r\n")));
        foreach (var word in command)
        {
            var bytes = Encoding.UTF8.GetBytes(word);
            request.Write(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"${bytes.Length}\r\n")));
            request.Write(bytes);
            request.Write("\r\n"u8);
        }

        await stream.WriteAsync(request.ToArray(), cancellation).ConfigureAwait(false);
    }

    /// <exception cref="EndOfStreamException">The other side closed the connection.</exception>
    internal async Task<RespReply> ReadAsync(CancellationToken cancellation)
    {
        var line = await ReadLineAsync(cancellation).ConfigureAwait(false);
        var rest = line[1..];
        switch (line[0])
        {
            case '+':
                return new RespReply.Simple(rest);
            case '-':
                return new RespReply.Error(rest);
            case ':':
                return new RespReply.Integer(long.Parse(rest, CultureInfo.InvariantCulture));
            case '$':
                var length = int.Parse(rest, CultureInfo.InvariantCulture);
                return new RespReply.Bulk(length < 0 ? null : await ReadBulkAsync(length, cancellation).ConfigureAwait(false));
            case '*':
                var count = int.Parse(rest, CultureInfo.InvariantCulture);
                if (count < 0)
                {
                    return new RespReply.Array(null);
                }

                var elements = new RespReply[count];
                for (var i = 0; i < count; i++)
                {
                    elements[i] = await ReadAsync(cancellation).ConfigureAwait(false);
                }

                return new RespReply.Array(elements);
            default:
                throw new InvalidDataException($"Not a RESP2 reply: {line}");
        }
    }

    public async ValueTask DisposeAsync()
    {
        await stream.DisposeAsync().ConfigureAwait(false);
        client.Dispose();
    }

    private async Task<string> ReadLineAsync(CancellationToken cancellation)
    {
        List<byte> line = [];
        while (true)
        {
            var next = await ReadByteAsync(cancellation).ConfigureAwait(false);
            if (next == '\n' && line.Count > 1 && line[^1] == '\r')
            {
                line.RemoveAt(line.Count - 1);
                return Encoding.UTF8.GetString([.. line]);
            }

            line.Add(next);
        }
    }

    private async Task<ReadOnlyMemory<byte>?> ReadBulkAsync(int length, CancellationToken cancellation)
    {
        var bytes = new byte[length + 2];
        for (var i = 0; i < bytes.Length;)
        {
            if (start == end)
            {
                await FillAsync(cancellation).ConfigureAwait(false);
            }

            var taken = Math.Min(end - start, bytes.Length - i);
            buffer.AsSpan(start, taken).CopyTo(bytes.AsSpan(i));
            start += taken;
            i += taken;
        }

        return bytes.AsMemory(0, length);
    }

    private async ValueTask<byte> ReadByteAsync(CancellationToken cancellation)
    {
        if (start == end)
        {
            await FillAsync(cancellation).ConfigureAwait(false);
        }

        return buffer[start++];
    }

    private async Task FillAsync(CancellationToken cancellation)
    {
        start = 0;
        end = await stream.ReadAsync(buffer, cancellation).ConfigureAwait(false);
        if (end == 0)
        {
            throw new EndOfStreamException("The server closed the connection.");
        }
    }
}
