using System.Buffers;
using System.Buffers.Text;
using System.Net.Sockets;
using System.Text;

namespace SentinelEvents.Lab;

/// <summary>One client's connection to a simulated sentinel.</summary>
internal sealed class SimulatedClient(TcpClient client) : IDisposable
{
    private readonly NetworkStream stream = client.GetStream();
    private readonly SemaphoreSlim writing = new(1);
    private readonly ArrayBufferWriter<byte> pending = new(16 * 1024);
    private byte[] buffer = new byte[16 * 1024];
    private int start;
    private int end;

    /// <summary>The channels that it subscribed to by name.</summary>
    internal HashSet<string> Channels { get; } = new(StringComparer.Ordinal);

    /// <summary>The patterns that it subscribed to.</summary>
    internal HashSet<string> Patterns { get; } = new(StringComparer.Ordinal);

    /// <summary>How many of both.</summary>
    internal int Subscriptions => Channels.Count + Patterns.Count;

    /// <summary>All complete commands that are at hand, at least one; null when the client is gone.</summary>
    internal async Task<IReadOnlyList<IReadOnlyList<string>>?> ReadAsync(CancellationToken cancellation)
    {
        List<IReadOnlyList<string>> commands = [];
        while (true)
        {
            while (TryTake() is { } command)
            {
                commands.Add(command);
            }

            if (commands.Count > 0)
            {
                return commands;
            }

            MakeRoom();
            var read = await stream.ReadAsync(buffer.AsMemory(end), cancellation).ConfigureAwait(false);
            if (read == 0)
            {
                return null;
            }

            end += read;
        }
    }

    /// <summary>Sends what is written, in one piece.</summary>
    internal async Task WriteAsync(Action<IBufferWriter<byte>> write, CancellationToken cancellation)
    {
        await writing.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            pending.ResetWrittenCount();
            write(pending);
            if (pending.WrittenCount > 0)
            {
                await stream.WriteAsync(pending.WrittenMemory, cancellation).ConfigureAwait(false);
            }
        }
        finally
        {
            writing.Release();
        }
    }

    public void Dispose()
    {
        client.Dispose();
        writing.Dispose();
    }

    private void MakeRoom()
    {
        if (start > 0)
        {
            buffer.AsSpan(start, end - start).CopyTo(buffer);
            (start, end) = (0, end - start);
        }

        if (end == buffer.Length)
        {
            Array.Resize(ref buffer, buffer.Length * 2);
        }
    }

    private string[]? TryTake()
    {
        var rest = buffer.AsSpan(start, end - start);
        if (!TryHeader(ref rest, (byte)'*', out var count))
        {
            return null;
        }

        var words = new string[count];
        for (var i = 0; i < count; i++)
        {
            if (!TryHeader(ref rest, (byte)'$', out var length) || rest.Length < length + 2)
            {
                return null;
            }

            words[i] = Encoding.UTF8.GetString(rest[..length]);
            rest = rest[(length + 2)..];
        }

        start = end - rest.Length;
        return words;
    }

    private static bool TryHeader(ref Span<byte> rest, byte kind, out int number)
    {
        number = 0;
        var line = rest.IndexOf("\r\n"u8);
        if (line < 0)
        {
            return false;
        }

        if (line < 2 || rest[0] != kind || !Utf8Parser.TryParse(rest[1..line], out number, out var taken) || taken != line - 1 || number is < 0 or > 1_000_000)
        {
            throw new InvalidDataException("Not a command of the Redis protocol.");
        }

        rest = rest[(line + 2)..];
        return true;
    }
}
