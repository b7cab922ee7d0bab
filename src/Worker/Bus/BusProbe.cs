using System.Security.Authentication;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;
using SentinelEvents.Worker.Bus.Transports;

namespace SentinelEvents.Worker.Bus;

/// <summary>Looks whether the broker takes this service in.</summary>
internal static class BusProbe
{
    private const string Cure = "Start the broker, or correct Bus:RabbitMq:Uri.";

    /// <summary>What is wrong and what helps, without any secret; null where nothing is wrong.</summary>
    public static async Task<(string Problem, string Cure)?> LookAsync(BusOptions options, TimeSpan patience, TimeProvider time, CancellationToken cancellation)
    {
        if (options.Transport == BusTransport.InMemory)
        {
            return null;
        }

        var address = RabbitMqAddress.Of(options.RabbitMq);
        var place = FormattableString.Invariant($"{address.Host.Host}:{address.Port}");
        var tls = new RabbitMqTls(options.RabbitMq, time);
        try
        {
            var factory = new ConnectionFactory
            {
                Uri = address.Host,
                UserName = address.User,
                Password = address.Password,
                RequestedConnectionTimeout = patience,
                AutomaticRecoveryEnabled = false,
            };
            tls.Prepare(factory);
            using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            deadline.CancelAfter(patience);
            await using var connection = await factory.CreateConnectionAsync("sentinel-events check", deadline.Token);
            return null;
        }
        catch (Exception failure) when (IsExpected(failure, cancellation) && tls.Explain(failure) is { } fault)
        {
            return ($"no TLS with the broker: {fault.Text}", $"{fault.Cure}.");
        }
        catch (Exception failure) when (failure is BrokerUnreachableException { InnerException: AuthenticationFailureException or PossibleAuthenticationFailureException } or AuthenticationFailureException)
        {
            return ($"the broker at {place} refuses user or password", Cure);
        }
        catch (Exception failure) when (IsExpected(failure, cancellation))
        {
            return ($"no broker answers at {place}", Cure);
        }
    }

    private static bool IsExpected(Exception failure, CancellationToken cancellation) =>
        failure is BrokerUnreachableException or OperationInterruptedException or TimeoutException or AuthenticationException or IOException
        || (failure is OperationCanceledException && !cancellation.IsCancellationRequested);
}
