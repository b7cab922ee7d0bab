using System.Net;
using SentinelEvents.Worker.Delivery;
using SentinelEvents.Worker.Notifications.Webhook;

namespace SentinelEvents.Unit.Notifications.Webhook;

public sealed class WebhookAnswerTests
{
    [Fact]
    public void Read_RedirectToWhatIsNoAddressOfTheWeb_RepeatsNothingOfIt()
    {
        using var answer = new HttpResponseMessage(HttpStatusCode.TemporaryRedirect);
        answer.Headers.Location = new Uri("tp://a\u2028b", UriKind.Absolute);

        var retry = Assert.IsType<DeliveryOutcome.Retry>(WebhookAnswer.Read(answer, DateTimeOffset.UnixEpoch));
        Assert.DoesNotContain("a\u2028b", retry.Detail, StringComparison.Ordinal);
    }
}
