using System.Net;
using SentinelEvents.Worker.Delivery;
using SentinelEvents.Worker.Events;

namespace SentinelEvents.Worker.Notifications.Webhook;

/// <summary>What an answer means. The body plays no part: only the status and Retry-After are a contract.</summary>
internal static class WebhookAnswer
{
    public static DeliveryOutcome Read(HttpResponseMessage answer, DateTimeOffset now)
    {
        var code = (int)answer.StatusCode;
        return answer.StatusCode switch
        {
            >= (HttpStatusCode)200 and < (HttpStatusCode)300 => new DeliveryOutcome.Delivered(),

            // Events wait for the operator's correction of URL or credentials, as they do for a server that is down.
            >= (HttpStatusCode)300 and < (HttpStatusCode)400 => new DeliveryOutcome.Retry(DeliveryReason.BadAnswer, Redirect(answer, code)),
            HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden or HttpStatusCode.ProxyAuthenticationRequired =>
                new DeliveryOutcome.Retry(DeliveryReason.Unauthorised, $"Answered {code}: the receiver does not accept the signature or the credentials.", NotBefore(answer, now)),
            HttpStatusCode.TooManyRequests => new DeliveryOutcome.Retry(DeliveryReason.Throttled, "Answered 429: too many requests.", NotBefore(answer, now)),
            HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout =>
                new DeliveryOutcome.Retry(DeliveryReason.Throttled, $"Answered {code}: the receiver, or what stands before it, is overloaded or not up.", NotBefore(answer, now)),
            HttpStatusCode.RequestTimeout => new DeliveryOutcome.Retry(DeliveryReason.TimedOut, "Answered 408: the receiver waited too long for the request.", NotBefore(answer, now)),
            (HttpStatusCode)425 => new DeliveryOutcome.Retry(DeliveryReason.ServerError, "Answered 425: too early.", NotBefore(answer, now)),
            HttpStatusCode.Gone => new DeliveryOutcome.Rejected(DeliveryReason.Gone, "Answered 410: the receiver is gone for good. Remove the destination or correct its Url, then start this service anew."),
            >= (HttpStatusCode)400 and < (HttpStatusCode)500 => new DeliveryOutcome.Rejected(DeliveryReason.Refused, $"Answered {code}: the receiver refuses this message."),
            >= (HttpStatusCode)500 => new DeliveryOutcome.Retry(DeliveryReason.ServerError, $"Answered {code}: the receiver failed.", NotBefore(answer, now)),
            _ => new DeliveryOutcome.Retry(DeliveryReason.BadAnswer, $"Answered {code}, which ends nothing."),
        };
    }

    private static DateTimeOffset? NotBefore(HttpResponseMessage answer, DateTimeOffset now) => answer.Headers.RetryAfter switch
    {
        // Years are as good as the longest wait that the schedule allows; adding them could overflow.
        { Delta: { } delta } => now + (delta < TimeSpan.FromDays(365) ? delta : TimeSpan.FromDays(365)),
        { Date: { } date } => date,
        _ => null,
    };

    // Path and query of the new place may hold a token; scheme and host suffice to find the mistake. What is no address of the web may be anything.
    private static string Redirect(HttpResponseMessage answer, int code) => answer.Headers.Location is { IsAbsoluteUri: true, Scheme: "http" or "https" } place
        ? $"Answered {code}, a redirect to {VisibleText.Of($"{place.Scheme}://{place.Authority}")}. Redirects are not followed: correct the Url."
        : $"Answered {code}, a redirect. Redirects are not followed: correct the Url.";
}
