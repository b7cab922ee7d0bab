namespace SentinelEvents.Worker.Sentinels;

/// <summary>A token that is cancelled when time is over, or by somebody else.</summary>
internal sealed class Deadline : IDisposable
{
    private readonly CancellationTokenSource _over;
    private readonly CancellationTokenSource _either;

    public Deadline(TimeSpan after, TimeProvider time, CancellationToken cancellation)
    {
        _over = new CancellationTokenSource(after, time);
        _either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, _over.Token);
    }

    public CancellationToken Token => _either.Token;

    public void Dispose()
    {
        _either.Dispose();
        _over.Dispose();
    }
}
