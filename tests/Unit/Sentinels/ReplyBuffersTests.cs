using SentinelEvents.Worker.Sentinels;

namespace SentinelEvents.Unit.Sentinels;

public sealed class ReplyBuffersTests
{
    [Theory]
    [InlineData(-1, 1)]
    [InlineData(65_536, 65_536)]
    [InlineData(300_000, 300_000)]
    public void Rent_AnySize_IsAtLeastThat(int asked, int least)
    {
        using var buffer = ReplyBuffers.Instance.Rent(asked);

        Assert.InRange(buffer.Memory.Length, least, int.MaxValue);
    }

    /// <summary>The client asks for no more than this (<c>CycleBufferPool.Rent</c>), and the runtime counts 85,000 bytes as a large object.</summary>
    [Fact]
    public void MaxBufferSize_IsNoLargeObject() => Assert.InRange(ReplyBuffers.Instance.MaxBufferSize, 4096, 84_000);
}
