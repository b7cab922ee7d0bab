using SentinelEvents.Tests;
using SentinelEvents.Worker.Delivery;

namespace SentinelEvents.Unit.Delivery;

/// <summary>What a destination owes besides whose other side can say that it will never take a message.</summary>
public abstract class RefusableDestinationCompliance : DestinationCompliance
{
    [Fact]
    public async Task Deliver_Refused_IsRejectedForAReasonWithoutASecret()
    {
        await using var rig = await StartAsync(Reply.Refuses);
        var rejected = Assert.IsType<DeliveryOutcome.Rejected>(await rig.Destination.DeliverAsync(Sample, TestContext.Current.CancellationToken));
        Assert.Equal(DeliveryReason.Refused, rejected.Reason);
        Assert.NotEmpty(rejected.Detail);
        Assert.All(rig.Secrets, secret => Assert.DoesNotContain(secret, rejected.Detail, StringComparison.Ordinal));
    }
}
