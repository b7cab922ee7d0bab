using MailKit.Net.Smtp;
using SentinelEvents.Worker.Notifications.Email;

namespace SentinelEvents.Unit.Notifications.Email;

public sealed class SmtpFailureTests
{
    [Fact]
    public void Reply_HostileText_IsOneVisibleLineAndShort() =>
        Assert.Equal(@"550 no\u001b[2J\u202e way", SmtpFailure.Reply(SmtpStatusCode.MailboxUnavailable, "no\u001b[2J\u202E\r\nway"));

    [Fact]
    public void Reply_CutInsideACharacter_LeavesItOut()
    {
        var reply = SmtpFailure.Reply(SmtpStatusCode.MailboxUnavailable, string.Concat(Enumerable.Repeat("🦊", 300)));

        Assert.True(reply.Length <= 200);
        Assert.DoesNotContain('\uFFFD', reply);
        Assert.False(char.IsHighSurrogate(reply[^1]));
    }
}
