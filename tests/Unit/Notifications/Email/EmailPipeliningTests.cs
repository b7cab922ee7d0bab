using SentinelEvents.Contracts;
using SentinelEvents.Tests;
using SentinelEvents.Worker.Delivery;

namespace SentinelEvents.Unit.Notifications.Email;

/// <summary>Sender and recipients go to the server at once, and each answer to whom it is about: the same outcomes as one after the other.</summary>
public sealed class EmailPipeliningTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Deliver_OneRecipientRefusedAmongPipelinedAnswers_TheOtherGetsItEachTime()
    {
        await using var rig = new EmailRig(On("RCPT TO:<ops", "550 5.1.1 no such user"), pipelining: true);
        foreach (var kind in new[] { EventKind.MasterDown, EventKind.MasterSwitched })
        {
            var delivered = Assert.IsType<DeliveryOutcome.Delivered>(await rig.Destination.DeliverAsync(Samples.Of(kind), Cancellation));
            Assert.Equal("Not sent to ops@example.org: 550 5.1.1 no such user", delivered.Note);
        }

        Assert.Equal((2, 1), (rig.Server.Mails.Count, rig.Server.Connections));
        Assert.Equal(
            ["MAIL", "RCPT", "RCPT", "DATA", "NOOP", "MAIL", "RCPT", "RCPT", "DATA"],
            rig.Server.Heard.Select(command => command.Split(' ')[0]).Where(verb => verb is not ("EHLO" or "AUTH")));
    }

    [Theory]
    [InlineData("MAIL", "451 4.3.0 later")]
    [InlineData("RCPT", "450 4.2.1 greylisted")]
    [InlineData("RCPT TO:<night", "450 4.2.1 greylisted", "550 5.1.1 no such user")]
    public async Task Deliver_FourXx_IsRetried(string command, string reply, string? others = null)
    {
        await using var rig = new EmailRig(Failing(command, reply, others), pipelining: true);
        var retry = Assert.IsType<DeliveryOutcome.Retry>(await rig.Destination.DeliverAsync(Samples.Of(EventKind.MasterDown), Cancellation));
        Assert.Contains(reply[10..], retry.Detail, StringComparison.Ordinal);
        Assert.Empty(rig.Server.Mails);
        await DeliversAsync(rig);
    }

    [Theory]
    [InlineData("MAIL", "550 5.7.1 not from you")]
    [InlineData("RCPT", "550 5.1.1 no such user")]
    public async Task Deliver_FiveXx_IsRejected(string command, string reply)
    {
        await using var rig = new EmailRig(Failing(command, reply), pipelining: true);
        var rejected = Assert.IsType<DeliveryOutcome.Rejected>(await rig.Destination.DeliverAsync(Samples.Of(EventKind.MasterDown), Cancellation));
        Assert.Equal(DeliveryReason.Refused, rejected.Reason);
        Assert.Contains(reply[10..], rejected.Detail, StringComparison.Ordinal);
        Assert.Empty(rig.Server.Mails);
        await DeliversAsync(rig);
    }

    /// <summary>No answer of before is taken for one of now.</summary>
    private static async Task DeliversAsync(EmailRig rig)
    {
        rig.Server.Answer = _ => null;
        Assert.Equal(new DeliveryOutcome.Delivered(), await rig.Destination.DeliverAsync(Samples.Of(EventKind.MasterSwitched), Cancellation));
        Assert.Single(rig.Server.Mails);
    }

    private static Func<string, string?> On(string command, string reply) => heard => heard.StartsWith(command, StringComparison.Ordinal) ? reply : null;

    /// <summary>A server that refused the sender answers as the protocol asks to the recipients that came along.</summary>
    private static Func<string, string?> Failing(string command, string reply, string? others = null) => heard =>
        heard.StartsWith(command, StringComparison.Ordinal) ? reply
        : !heard.StartsWith("RCPT", StringComparison.Ordinal) ? null
        : command == "MAIL" ? "503 5.5.1 need MAIL first"
        : others;
}
