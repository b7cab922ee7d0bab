using System.Security.Authentication;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;
using SentinelEvents.Worker.Trust;

namespace SentinelEvents.Worker.Bus.Transports;

/// <summary>TLS of the connections to a broker; the files are read anew for each. Keeps what was wrong with the last one, which the client library tells in words of its own.</summary>
internal sealed class RabbitMqTls(RabbitMqOptions options, TimeProvider time)
{
    private readonly RabbitMqAddress address = RabbitMqAddress.Of(options);

    private volatile ServerTrust? _trust;
    private volatile TrustFault? _unreadable;

    /// <summary>Before each connection.</summary>
    public void Prepare(ConnectionFactory factory)
    {
        if (!address.UsesTls)
        {
            return;
        }

        var (trust, fault) = ServerTrust.Read(options.Tls, address.Host.Host, address.Port, TrustKeys.Below("Bus:RabbitMq:Tls:"), time);
        (_trust, _unreadable) = (trust, fault);
        factory.Ssl = new SslOption
        {
            Enabled = true,
            ServerName = trust?.Name ?? address.Host.Host,
            Version = ServerTrust.Versions,

            // Without its files nobody is trusted.
            CertificateValidationCallback = trust is null ? (_, _, _, _) => false : trust.Judge,
            CertificateSelectionCallback = trust is null ? null : trust.Choose,
        };
    }

    /// <summary>What TLS had to do with a connection that could not be made; null: nothing, as far as can be told.</summary>
    /// <param name="failure">What the client library threw.</param>
    public TrustFault? Explain(Exception failure)
    {
        var (ended, answered, handshake) = (false, false, false);
        for (var cause = failure; cause is not null; cause = cause.InnerException)
        {
            ended |= cause is IOException;
            answered |= cause is AuthenticationFailureException or PossibleAuthenticationFailureException or OperationInterruptedException;
            handshake |= cause is AuthenticationException;
        }

        return _unreadable ?? (handshake || (ended && !answered) ? _trust?.Explain(handshake) : _trust?.Fault);
    }
}
