using SentinelEvents.Worker.Trust;

namespace SentinelEvents.Worker.Bus;

/// <summary>How RabbitMQ is reached (<c>Bus:RabbitMq</c>).</summary>
public sealed record RabbitMqOptions
{
    /// <summary><c>amqp://user:password@host:port/vhost</c>, or <c>amqps://</c>. Holds a secret.</summary>
    public string Uri { get; init; } = "amqp://guest:guest@127.0.0.1:5672/";

    /// <summary>A file that holds the whole URI.</summary>
    public string? UriFile { get; init; }

    /// <summary>Where the URI is <c>amqps://</c>: whom to trust.</summary>
    public CertificateOptions Tls { get; init; } = new();

    /// <summary>Without secrets.</summary>
    public override string ToString() => $"{nameof(RabbitMqOptions)} {{ UriFile = {UriFile} }}";
}
