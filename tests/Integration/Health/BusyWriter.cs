using SentinelEvents.Lab;

namespace SentinelEvents.Integration.Health;

/// <summary>Writes as much as it can, until it is disposed of: replicas say only once a second how far they are.</summary>
internal sealed class BusyWriter : IAsyncDisposable
{
    private static readonly string Value = new('x', 16 << 20);

    private readonly CancellationTokenSource stopping = new();
    private readonly Task writing;

    public BusyWriter(RedisNode node) => writing = WriteAsync(node);

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        await writing;
        stopping.Dispose();
    }

    private async Task WriteAsync(RedisNode node)
    {
        try
        {
            while (true)
            {
                await node.RunAsync(["SET", "filler", Value], stopping.Token);
            }
        }
        catch (Exception over) when (over is OperationCanceledException or LabException)
        {
            // Whether enough was written the finding shows.
        }
    }
}
