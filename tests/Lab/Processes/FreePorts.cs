using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace SentinelEvents.Lab;

/// <summary>TCP ports that nobody else uses, also not another lab on this machine.</summary>
/// <remarks>Below 32768, where the kernel takes the ports of outgoing connections: a restarted server would sometimes find its port gone.</remarks>
public static class FreePorts
{
    private const int First = 20_000;
    private const int Count = 12_000;
    private static readonly Lock Gate = new();
    private static readonly Dictionary<int, FileStream> Held = [];
    private static readonly string Directory = MakeDirectory();

    // Labs that start together begin their search in different places.
    private static int next = Environment.ProcessId * 97 % Count;

    /// <summary>A port that stays reserved until this process ends.</summary>
    public static int Take()
    {
        lock (Gate)
        {
            for (var tried = 0; tried < Count; tried++)
            {
                var port = First + next;
                next = (next + 1) % Count;
                if (!Held.ContainsKey(port) && TryHold(port))
                {
                    return port;
                }
            }
        }

        throw new LabException("No free TCP port between 20000 and 31999.");
    }

    private static bool TryHold(int port)
    {
        FileStream? reservation = null;
        try
        {
            // The kernel drops this lock with the process, however it ends: nothing to clean up.
            reservation = new FileStream(
                Path.Combine(Directory, port.ToString(CultureInfo.InvariantCulture)), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            using var probe = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            probe.Bind(new IPEndPoint(IPAddress.Any, port));
            probe.Listen(1);
            Held.Add(port, reservation);
            return true;
        }
        catch (Exception exception) when (exception is IOException or SocketException)
        {
            reservation?.Dispose();
            return false;
        }
    }

    private static string MakeDirectory()
    {
        var directory = Path.Combine(Path.GetTempPath(), $"sentinel-events-lab-ports-{Environment.UserName}");
        System.IO.Directory.CreateDirectory(directory);
        return directory;
    }
}
