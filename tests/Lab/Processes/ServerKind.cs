namespace SentinelEvents.Lab;

/// <summary>The servers that a lab takes from the machine.</summary>
public enum ServerKind
{
    /// <summary>redis-server and redis-sentinel.</summary>
    Redis,

    /// <summary>rabbitmq-server and Erlang.</summary>
    RabbitMq,

    /// <summary>aiosmtpd for Debian's Python.</summary>
    Smtp,

    /// <summary>PostgreSQL's own programs, which are not on the PATH.</summary>
    Postgres,

    /// <summary>libfaketime: a wall clock of its own for one process.</summary>
    Clock,

    /// <summary>Prometheus's Alertmanager.</summary>
    Alertmanager,

    /// <summary>Prometheus itself.</summary>
    Prometheus,

    /// <summary>What exports the metrics of Redis to Prometheus.</summary>
    Exporter,

    /// <summary>Node.js with npm: runs what others wrote to read webhooks and messages.</summary>
    Node,

    /// <summary>Chromium.</summary>
    Browser,

    /// <summary>The RabbitMQ client for Debian's Python, which a sample uses.</summary>
    Pika,

    /// <summary>SQLite's own shell.</summary>
    Sqlite,
}
