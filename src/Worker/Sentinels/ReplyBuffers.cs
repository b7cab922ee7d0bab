using System.Buffers;

namespace SentinelEvents.Worker.Sentinels;

/// <summary>
/// Buffers for what comes over a connection, none larger than <see cref="MaxBufferSize"/>: the client takes twice as much with each buffer that fills up, and keeps a megabyte for every connection that
/// a large deployment was once read over.
/// </summary>
internal sealed class ReplyBuffers : MemoryPool<byte>
{
    public static readonly ReplyBuffers Instance = new();

    private ReplyBuffers()
    {
    }

    /// <summary>Below what the runtime counts as a large object.</summary>
    public override int MaxBufferSize => 65_536;

    /// <summary>As asked for; a text that is larger than <see cref="MaxBufferSize"/> has to lie in one piece.</summary>
    public override IMemoryOwner<byte> Rent(int minBufferSize = -1) => Shared.Rent(minBufferSize);

    protected override void Dispose(bool disposing)
    {
    }
}
