namespace SentinelEvents.Fuzz.Inputs;

/// <summary>A connection whose other side says what it has to say, whatever it is told, and hangs up.</summary>
internal sealed class ScriptedStream(byte[] says) : Stream
{
    private int said;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override bool CanTimeout => true;

    public override int ReadTimeout { get; set; }

    public override int WriteTimeout { get; set; }

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        // A line at a time, as it would come over a network.
        var left = says.AsSpan(said);
        var end = left.IndexOf((byte)'\n');
        var length = Math.Min(end < 0 ? left.Length : end + 1, buffer.Length);
        left[..length].CopyTo(buffer);
        said += length;
        return length;
    }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => ValueTask.FromResult(Read(buffer.Span));

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => Task.FromResult(Read(buffer, offset, count));

    public override void Write(byte[] buffer, int offset, int count)
    {
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}
