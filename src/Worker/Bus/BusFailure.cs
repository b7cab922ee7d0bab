using System.Net.Sockets;
using System.Security.Authentication;
using MassTransit;
using RabbitMQ.Client.Exceptions;
using SentinelEvents.Worker.Delivery;

namespace SentinelEvents.Worker.Bus;

/// <summary>What an exception of the bus means for a delivery. The texts are our own: those of exceptions may name a user or a URI.</summary>
internal static class BusFailure
{
    /// <returns>Null when the exception is not one that a working program meets.</returns>
    public static DeliveryOutcome.Retry? Explain(Exception exception)
    {
        // The innermost cause says most: "unreachable" is wrapped round a refused password, too.
        if (exception.InnerException is { } inner && Explain(inner) is { } outcome)
        {
            return outcome;
        }

        return ExplainAlone(exception);
    }

    private static DeliveryOutcome.Retry? ExplainAlone(Exception exception) => exception switch
    {
        AuthenticationFailureException or PossibleAuthenticationFailureException => new(DeliveryReason.Unauthorised, "The broker does not accept user and password."),
        AuthenticationException => new(DeliveryReason.Untrusted, "The broker's certificate is not accepted."),
        OperationInterruptedException { ShutdownReason.ReplyCode: 530 or 403 } => new(DeliveryReason.Unauthorised, "The broker denies access to the virtual host or the exchange."),
        MessageNotAcknowledgedException or RabbitMQ.Client.Exceptions.PublishException => new(DeliveryReason.ServerError, "The broker refused to confirm the message."),
        AlreadyClosedException => new(DeliveryReason.Unreachable, "The connection to the broker was lost."),
        SocketException or IOException or ConnectionException => new(DeliveryReason.Unreachable, "No connection to the broker."),
        // Of its own accord: our own cancellations are told apart before.
        OperationCanceledException => new(DeliveryReason.Unreachable, "The connection to the broker was given up."),
        RabbitMQClientException or MassTransitException => new(DeliveryReason.Unreachable, $"The broker cannot be used now ({exception.GetType().Name})."),
        _ => null,
    };
}
