using SentinelEvents.Unit.Configuration;
using SentinelEvents.Worker.Bus;
using SentinelEvents.Worker.Configuration;
using SentinelEvents.Worker.Notifications;
using SentinelEvents.Worker.Notifications.Email;

namespace SentinelEvents.Unit.Compose;

/// <summary>What of docker-compose.yml can be held to without Docker. tests/compose.sh brings it up.</summary>
public sealed class ComposeFileTests
{
    private const string Worker = "worker";
    private const string InterfacePrefix = "SENTINELEVENTS__";

    // Of its own, so that no other test reads what this one sets.
    private const string Prefix = "SENTINELEVENTS_COMPOSE_TEST__";

    private static readonly ComposeFile Compose = ComposeFile.Read();

    [Fact]
    public void Services_All_AreThoseOfTheDocumentation() => Assert.Equal(
        ["redis-1", "redis-2", "redis-3", "sentinel-1", "sentinel-2", "sentinel-3", "rabbitmq", Worker],
        Compose.Services);

    [Fact]
    public void Services_Each_HasHealthCheckAndRestartPolicy() =>
        Assert.All(Compose.Services, service => Assert.True(Compose.Has(service, "healthcheck") && Compose.Has(service, "restart"), service));

    [Fact]
    public void Services_WithPorts_OpenThemToThisMachineOnly() =>
        Assert.All(Compose.Services.SelectMany(Compose.PortsOf), port => Assert.StartsWith("127.0.0.1:", port, StringComparison.Ordinal));

    [Fact]
    public void Mounts_Each_IsAFileOfTheRepositoryOrADeclaredVolume() =>
        Assert.All(Compose.Services.SelectMany(Compose.MountsOf), mount => Assert.True(
            mount.Source.StartsWith("./", StringComparison.Ordinal) ? Path.Exists(RepositoryFiles.PathOf(mount.Source)) : Compose.Volumes.Contains(mount.Source),
            mount.Source));

    [Fact]
    public void RedisServices_Each_KnowsItsOwnName() => Assert.All(
        Compose.Services.Where(service => service.StartsWith("redis-", StringComparison.Ordinal) || service.StartsWith("sentinel-", StringComparison.Ordinal)),
        service => Assert.Equal(service, Compose.EnvironmentOf(service)["NODE_NAME"]));

    [Fact]
    public void WorkerConfiguration_WithItsEnvironment_IsGoodAndFitsTheOtherServices()
    {
        var options = ReadWorkerConfiguration([]);

        var cluster = Assert.Single(options.Clusters);
        Assert.Equal(
            Compose.Services.Where(service => service.StartsWith("sentinel-", StringComparison.Ordinal)).Select(service => $"{service}:26379"),
            cluster.Sentinels);
        Assert.Equal((BusTransport.RabbitMq, "amqp://sentinel-events:sentinel-events@rabbitmq:5672/"), (options.Bus.Transport, options.Bus.RabbitMq.Uri));
        var mail = Assert.IsType<EmailOptions>(Assert.Single(options.Destinations).Value);

        // What must outlive the container is on a volume.
        var volumes = Compose.MountsOf(Worker).Where(mount => Compose.Volumes.Contains(mount.Source)).Select(mount => mount.Target).ToList();
        Assert.Contains(mail.PickupDirectory, volumes);
        Assert.Contains(Path.GetDirectoryName(options.Journal.ConnectionString["Data Source=".Length..]), volumes);
    }

    [Fact]
    public void WorkerConfiguration_WithPasswordsKeyAndWebhook_IsGood()
    {
        Assert.Contains("Http__ApiKey", Compose.EnvironmentOf(Worker).Keys.Select(name => name[InterfacePrefix.Length..]));
        var options = ReadWorkerConfiguration(new()
        {
            ["Http__ApiKey"] = "correct-horse-battery",
            ["Clusters__0__Password"] = "secret",
            ["Clusters__0__DataNodes__Password"] = "secret",
            ["Destinations__hook__Kind"] = "Webhook",
            ["Destinations__hook__Url"] = "http://127.0.0.1:9000/hook",
        });

        Assert.Equal("correct-horse-battery", options.Http.ApiKey);
        Assert.Equal(("secret", "secret"), (options.Clusters[0].Password, options.Clusters[0].DataNodes.Password));
        Assert.Equal(["hook", "mail"], options.Destinations.Keys.Order(StringComparer.Ordinal));
    }

    private static SentinelEventsOptions ReadWorkerConfiguration(Dictionary<string, string> more)
    {
        var mount = Assert.Single(Compose.MountsOf(Worker), mount => mount.Target == "/app/" + ConfigurationSources.DefaultFile);
        var environment = Compose.EnvironmentOf(Worker)
            .Where(entry => entry.Key.StartsWith(InterfacePrefix, StringComparison.Ordinal))
            .ToDictionary(entry => entry.Key[InterfacePrefix.Length..], entry => entry.Value);
        foreach (var (name, value) in more)
        {
            environment[name] = value;
        }

        // The tests of a class run one after another.
        foreach (var (name, value) in environment)
        {
            Environment.SetEnvironmentVariable(Prefix + name, value);
        }

        try
        {
            var result = ConfigurationReader.Read(
                new ConfigurationSources { File = RepositoryFiles.PathOf(mount.Source), EnvironmentPrefix = Prefix }, NotificationsRegistration.Kinds);
            var good = result as ConfigurationResult.Good;
            Assert.True(good is not null, result is ConfigurationResult.Bad bad ? string.Join('\n', bad.Mistakes) : "");

            // Without a key, its published port tells nothing but the health, and says so.
            Assert.Equal(good.Options.Http.ApiKey is null ? ["Http:ApiKeyFile"] : [], good.Notices.Select(notice => notice.Path));
            return good.Options;
        }
        finally
        {
            foreach (var name in environment.Keys)
            {
                Environment.SetEnvironmentVariable(Prefix + name, null);
            }
        }
    }
}
