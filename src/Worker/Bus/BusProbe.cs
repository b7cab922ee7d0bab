using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace SentinelEvents.Worker.Bus;

/// <summary>Looks whether the broker takes this service in.</summary>
internal static class BusProbe
{
    /// <summary>What is wrong, without any secret; null where nothing is.</summary>
    public static async Task<string?> LookAsync(BusOptions options, TimeSpan patience, CancellationToken cancellation)
    {
        if (options.Transport == BusTransport.InMemory)
        {
            return null;
        }

        var uri = new Uri(options.RabbitMq.Uri);
        var place = $"{uri.Host}:{(uri.IsDefaultPort ? 5672 : uri.Port)}";
        try
        {
            var factory = new ConnectionFactory { Uri = uri, RequestedConnectionTimeout = patience, AutomaticRecoveryEnabled = false };
            using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            deadline.CancelAfter(patience);
            await using var connection = await factory.CreateConnectionAsync("sentinel-events check", deadline.Token);
            return null;
        }
        catch (Exception failure) when (failure is BrokerUnreachableException { InnerException: AuthenticationFailureException or PossibleAuthenticationFailureException } or AuthenticationFailureException)
        {
            return $"the broker at {place} refuses user or password";
        }
        catch (Exception failure) when (failure is BrokerUnreachableException or OperationInterruptedException or TimeoutException or OperationCanceledException && !cancellation.IsCancellationRequested)
        {
            return $"no broker answers at {place}";
        }
    }
}
