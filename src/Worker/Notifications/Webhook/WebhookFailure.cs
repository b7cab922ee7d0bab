using System.Net.Sockets;
using System.Security.Authentication;
using SentinelEvents.Worker.Delivery;

namespace SentinelEvents.Worker.Notifications.Webhook;

/// <summary>What a request without an answer means.</summary>
internal static class WebhookFailure
{
    /// <summary>Nothing was sent, because of the address.</summary>
    public static DeliveryOutcome.Retry Refused(RefusedAddressException exception, string place) =>
        new(DeliveryReason.AddressRefused, $"No connection to {place}: {exception.Message}");

    /// <param name="exception">What the client threw.</param>
    /// <param name="place">Scheme, host and port of the receiver.</param>
    public static DeliveryOutcome.Retry Explain(HttpRequestException exception, string place)
    {
        for (Exception? cause = exception; cause is not null; cause = cause.InnerException)
        {
            if (cause is RefusedAddressException refused)
            {
                return Refused(refused, place);
            }

            if (cause is AuthenticationException)
            {
                return new(DeliveryReason.Untrusted, $"No TLS connection to {place}: its certificate is not accepted, or it does not speak TLS.");
            }
        }

        return exception.HttpRequestError switch
        {
            HttpRequestError.NameResolutionError => new(DeliveryReason.Unreachable, $"The host name of {place} does not resolve."),
            HttpRequestError.SecureConnectionError => new(DeliveryReason.Untrusted, $"No TLS connection to {place}."),
            HttpRequestError.ConnectionError when exception.InnerException is SocketException { SocketErrorCode: var code } =>
                new(DeliveryReason.Unreachable, $"No connection to {place} ({code})."),
            HttpRequestError.ConnectionError => new(DeliveryReason.Unreachable, $"No connection to {place}."),
            HttpRequestError.ResponseEnded => new(DeliveryReason.BadAnswer, $"{place} closed the connection without an answer."),
            HttpRequestError.InvalidResponse => new(DeliveryReason.BadAnswer, $"{place} does not answer in HTTP."),
            var error => new(DeliveryReason.Unreachable, $"The request to {place} failed ({error})."),
        };
    }
}
