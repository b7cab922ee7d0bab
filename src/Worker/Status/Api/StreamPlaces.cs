namespace SentinelEvents.Worker.Status.Api;

/// <summary>How many streams there may be. They end when the service stops, which would wait for them else.</summary>
internal sealed class StreamPlaces(IHostApplicationLifetime lifetime, TimeProvider time)
{
    public const int Most = 200;

    private int taken;

    public CancellationToken Stopping => lifetime.ApplicationStopping;

    public TimeProvider Time => time;

    public int Taken => Volatile.Read(ref taken);

    /// <returns>Null where none is left; dispose of it to give it back.</returns>
    public StreamPlace? TryTake()
    {
        if (Interlocked.Increment(ref taken) <= Most)
        {
            return new StreamPlace(this);
        }

        Interlocked.Decrement(ref taken);
        return null;
    }

    internal void GiveBack() => Interlocked.Decrement(ref taken);
}
