namespace SentinelEvents.Worker.Status.Api;

/// <summary>The right to one stream.</summary>
internal sealed class StreamPlace(StreamPlaces places) : IDisposable
{
    private int given;

    public CancellationToken Stopping => places.Stopping;

    public TimeProvider Time => places.Time;

    public void Dispose()
    {
        if (Interlocked.Exchange(ref given, 1) == 0)
        {
            places.GiveBack();
        }
    }
}
