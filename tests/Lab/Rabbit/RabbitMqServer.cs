using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace SentinelEvents.Lab;

/// <summary>A RabbitMQ node of its own: own data, own ports, own epmd, loopback only.</summary>
public sealed class RabbitMqServer : IAsyncDisposable
{
    private readonly LabDirectory directory;
    private readonly RabbitMqTls? tls;
    private readonly IReadOnlyList<RabbitMqLogin> logins;
    private readonly int distributionPort = FreePorts.Take();
    private readonly int epmdPort = FreePorts.Take();
    private ServerProcess? epmd;
    private ServerProcess? broker;

    private RabbitMqServer(LabDirectory directory, RabbitMqTls? tls, IReadOnlyList<RabbitMqLogin> logins)
    {
        this.directory = directory;
        this.tls = tls;
        this.logins = logins;
        Port = FreePorts.Take();
        TlsPort = FreePorts.Take();
    }

    public int Port { get; }

    /// <summary>Where it speaks TLS, if it does.</summary>
    public int TlsPort { get; }

    public Uri Uri => new(string.Create(CultureInfo.InvariantCulture, $"amqp://guest:guest@127.0.0.1:{Port}/"));

    public ServerProcess Process => broker ?? throw new LabException("The broker was never started.");

    public static Task<RabbitMqServer> StartAsync(TimeSpan deadline, CancellationToken cancellation = default) => StartAsync(deadline, null, cancellation);

    /// <summary>The same, which speaks TLS on another port beside.</summary>
    public static Task<RabbitMqServer> StartAsync(TimeSpan deadline, RabbitMqTls? tls, CancellationToken cancellation = default) => StartAsync(deadline, tls, [], cancellation);

    /// <summary>The same, which lets in others beside <c>guest</c>.</summary>
    public static async Task<RabbitMqServer> StartAsync(TimeSpan deadline, RabbitMqTls? tls, IReadOnlyList<RabbitMqLogin> logins, CancellationToken cancellation = default)
    {
        var server = new RabbitMqServer(LabDirectory.Create("rabbitmq"), tls, logins);
        try
        {
            await server.StartAgainAsync(deadline, cancellation).ConfigureAwait(false);
            return server;
        }
        catch
        {
            await server.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>SIGTERM: queues and messages are written down first.</summary>
    public Task StopAsync(TimeSpan deadline) => Process.TerminateAsync(deadline);

    /// <summary>kill -9.</summary>
    public Task KillAsync() => Process.KillAsync();

    /// <summary>Starts it on the same port with the data it had.</summary>
    public async Task StartAgainAsync(TimeSpan deadline, CancellationToken cancellation = default)
    {
        var environment = BrokerEnvironment();
        if (epmd is null or { HasExited: true })
        {
            // In the foreground and ours: the one that Erlang starts by itself is a daemon that outlives everything.
            epmd = await ServerProcess.StartAsync(new ServerCommand
            {
                Name = "epmd",
                FileName = ServerPrograms.Require("epmd"),
                Arguments = ["-port", epmdPort.ToString(CultureInfo.InvariantCulture), "-address", "127.0.0.1"],
                Environment = environment,
                WorkingDirectory = directory.Path,
            }).ConfigureAwait(false);
            await epmd.WaitUntilAsync("listens", token => MissingListenerAsync(epmdPort, token), deadline, cancellation).ConfigureAwait(false);
        }

        if (broker is not null)
        {
            await broker.DisposeAsync().ConfigureAwait(false);
        }

        broker = await ServerProcess.StartAsync(new ServerCommand
        {
            Name = string.Create(CultureInfo.InvariantCulture, $"rabbitmq-server {Port}"),
            FileName = ServerPrograms.Require(ServerPrograms.RabbitMqServer),
            Arguments = ["-noinput"],
            Environment = environment,
            WorkingDirectory = directory.Path,
            LogFile = Path.Combine(directory.Subdirectory("log"), $"{NodeName}.log"),
        }).ConfigureAwait(false);
        await broker.WaitUntilAsync("greets AMQP clients", MissingGreetingAsync, deadline, cancellation).ConfigureAwait(false);
    }

    public async ValueTask DisposeAsync()
    {
        if (broker is not null)
        {
            await broker.DisposeAsync().ConfigureAwait(false);
        }

        if (epmd is not null)
        {
            await epmd.DisposeAsync().ConfigureAwait(false);
        }

        await directory.DisposeAsync().ConfigureAwait(false);
    }

    private string NodeName => string.Create(CultureInfo.InvariantCulture, $"lab{Port}@localhost");

    private Dictionary<string, string?> BrokerEnvironment()
    {
        var plugins = directory.File("enabled_plugins");
        File.WriteAllText(plugins, "[].\n");
        var configuration = directory.File("rabbitmq.conf");
        // The alarm limits look at the whole machine, which is not the lab's to judge.
        File.WriteAllText(configuration, "vm_memory_high_watermark.relative = 0.9\ndisk_free_limit.absolute = 10MB\n");
        if (logins.Count > 0)
        {
            var definitions = directory.File("definitions.json");
            File.WriteAllText(definitions, RabbitMqLogin.Definitions([new RabbitMqLogin("guest", "guest"), .. logins]));
            File.AppendAllText(configuration, $"load_definitions = {definitions}\n");
        }

        if (tls is not null)
        {
            File.WriteAllText(directory.File("advanced.config"), tls.Configuration(TlsPort));
        }

        return new Dictionary<string, string?>
        {
            ["HOME"] = directory.Subdirectory("home"),
            ["ERL_EPMD_PORT"] = epmdPort.ToString(CultureInfo.InvariantCulture),
            ["ERL_EPMD_ADDRESS"] = "127.0.0.1",
            ["RABBITMQ_NODENAME"] = NodeName,
            ["RABBITMQ_NODE_IP_ADDRESS"] = "127.0.0.1",
            ["RABBITMQ_NODE_PORT"] = Port.ToString(CultureInfo.InvariantCulture),
            ["RABBITMQ_DIST_PORT"] = distributionPort.ToString(CultureInfo.InvariantCulture),
            ["RABBITMQ_MNESIA_BASE"] = directory.Subdirectory("data"),
            ["RABBITMQ_LOG_BASE"] = directory.Subdirectory("log"),
            ["RABBITMQ_PID_FILE"] = directory.File("rabbitmq.pid"),
            ["RABBITMQ_CONFIG_FILE"] = configuration,
            ["RABBITMQ_ENABLED_PLUGINS_FILE"] = plugins,
            // The machine's own settings must not leak in.
            ["RABBITMQ_CONF_ENV_FILE"] = directory.File("rabbitmq-env.conf"),
            ["RABBITMQ_ADVANCED_CONFIG_FILE"] = directory.File("advanced.config"),
            // The script then becomes the Erlang machine instead of its parent: signals reach the broker itself.
            ["RABBITMQ_ALLOW_INPUT"] = "true",
            ["RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS"] = "-start_epmd false -kernel inet_dist_use_interface {127,0,0,1} +S 2:2 +sbwt none",
            ["NOTIFY_SOCKET"] = null,
        };
    }

    private static async Task<string?> MissingListenerAsync(int port, CancellationToken cancellation)
    {
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync(IPAddress.Loopback, port, cancellation).ConfigureAwait(false);
            return null;
        }
        catch (SocketException exception)
        {
            return exception.Message;
        }
    }

    /// <summary>The broker opens its port before it serves: only an answer to the protocol header proves that it does.</summary>
    private async Task<string?> MissingGreetingAsync(CancellationToken cancellation)
    {
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync(IPAddress.Loopback, Port, cancellation).ConfigureAwait(false);
            var stream = client.GetStream();
            await stream.WriteAsync("AMQP\0\0\u0009\u0001"u8.ToArray(), cancellation).ConfigureAwait(false);
            var frameHeader = new byte[7];
            await stream.ReadExactlyAsync(frameHeader, cancellation).ConfigureAwait(false);
            return frameHeader[0] == 1 ? null : "not an AMQP method frame";
        }
        catch (Exception exception) when (exception is SocketException or IOException)
        {
            return exception.Message;
        }
    }
}
