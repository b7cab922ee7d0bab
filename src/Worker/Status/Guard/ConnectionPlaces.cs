using System.Net;
using Microsoft.AspNetCore.Connections;

namespace SentinelEvents.Worker.Status.Guard;

/// <summary>
/// How many connections there may be, in all and from one address: whoever opens as many as he can leaves some for others, such as those who ask for health.
/// The server's own limit knows no addresses, and would write a line for each connection that it turns away: as many as somebody likes.
/// </summary>
internal sealed partial class ConnectionPlaces(TimeProvider time, ILogger<ConnectionPlaces> logger)
{
    /// <summary>In all. Each open page holds one for its stream.</summary>
    public const int Most = 256;

    /// <summary>Of one address; enough for all streams that there may be, for many may come by one proxy.</summary>
    public const int MostOfOne = 224;

    /// <summary>So often it is told at most that some were turned away.</summary>
    public static readonly TimeSpan Quiet = TimeSpan.FromMinutes(1);

    private readonly Lock gate = new();
    private readonly Dictionary<string, int> held = new(StringComparer.Ordinal);
    private int taken;
    private long turnedAway;
    private long? toldAt;

    public async Task ServeAsync(ConnectionContext connection, ConnectionDelegate next)
    {
        var from = Caller.Network((connection.RemoteEndPoint as IPEndPoint)?.Address);
        if (!TryTake(from))
        {
            connection.Abort();
            return;
        }

        try
        {
            await next(connection);
        }
        finally
        {
            GiveBack(from);
        }
    }

    public bool TryTake(string from)
    {
        long tell;
        lock (gate)
        {
            var own = held.GetValueOrDefault(from);
            if (taken < Most && own < MostOfOne)
            {
                taken++;
                held[from] = own + 1;
                return true;
            }

            turnedAway++;
            var now = time.GetTimestamp();
            if (toldAt is { } last && time.GetElapsedTime(last, now) < Quiet)
            {
                return false;
            }

            (toldAt, tell, turnedAway) = (now, turnedAway, 0);
        }

        LogTurnedAway(tell, from, MostOfOne, Most);
        return false;
    }

    public void GiveBack(string from)
    {
        lock (gate)
        {
            taken--;
            if (held[from] == 1)
            {
                held.Remove(from);
            }
            else
            {
                held[from]--;
            }
        }
    }

    [LoggerMessage(7103, LogLevel.Warning, "Connections turned away since this was last told: {Count}, the latest from {Remote}. One address may have {MostOfOne} at a time, all together {Most}")]
    private partial void LogTurnedAway(long count, string remote, int mostOfOne, int most);
}
