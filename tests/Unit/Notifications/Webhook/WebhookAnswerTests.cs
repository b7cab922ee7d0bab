using System.Net;
using SentinelEvents.Worker.Delivery;
using SentinelEvents.Worker.Notifications.Webhook;

namespace SentinelEvents.Unit.Notifications.Webhook;

public sealed class WebhookAnswerTests
{
    [Fact]
    public void Read_RedirectToAHostThatHidesText_ShowsAllOfIt() =>
        Assert.Contains(@"http://a\u2028b", Redirected("http://a\u2028b"), StringComparison.Ordinal);

    [Theory]
    [InlineData("s3cret://there/is/nothing")]
    [InlineData("s3cret:")]
    [InlineData("http://there/s3cret?s3cret")]
    public void Read_RedirectWithASecret_DoesNotRepeatIt(string location) =>
        Assert.DoesNotContain("s3cret", Redirected(location), StringComparison.OrdinalIgnoreCase);

    private static string Redirected(string location)
    {
        using var answer = new HttpResponseMessage(HttpStatusCode.TemporaryRedirect);
        answer.Headers.Location = new Uri(location, UriKind.Absolute);
        return Assert.IsType<DeliveryOutcome.Retry>(WebhookAnswer.Read(answer, DateTimeOffset.UnixEpoch)).Detail;
    }
}
