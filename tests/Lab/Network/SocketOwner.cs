using System.Globalization;

namespace SentinelEvents.Lab;

/// <summary>Whose a connection is, as Linux tells in <c>/proc</c>.</summary>
internal static class SocketOwner
{
    private const int LocalAddress = 1;
    private const int Inode = 9;

    /// <summary>Whether a process has a TCP connection that goes out from a port. It must be one of the same user.</summary>
    public static bool Has(int process, int port)
    {
        var ending = string.Create(CultureInfo.InvariantCulture, $":{port:X4}");
        var sockets = new[] { "/proc/net/tcp", "/proc/net/tcp6" }
            .Where(File.Exists)
            .SelectMany(File.ReadLines)
            .Skip(1)
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Where(fields => fields[LocalAddress].EndsWith(ending, StringComparison.Ordinal))
            .Select(fields => $"socket:[{fields[Inode]}]")
            .ToHashSet(StringComparer.Ordinal);
        try
        {
            return sockets.Count > 0 && Directory.EnumerateFiles(string.Create(CultureInfo.InvariantCulture, $"/proc/{process}/fd")).Any(file => sockets.Contains(Target(file)));
        }
        catch (IOException)
        {
            // The process is gone.
            return false;
        }
    }

    private static string Target(string file)
    {
        try
        {
            return new FileInfo(file).LinkTarget ?? "";
        }
        catch (IOException)
        {
            // Closed meanwhile.
            return "";
        }
    }
}
