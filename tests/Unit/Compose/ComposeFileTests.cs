using SentinelEvents.Unit.Configuration;
using SentinelEvents.Worker.Bus;
using SentinelEvents.Worker.Configuration;
using SentinelEvents.Worker.Journal;
using SentinelEvents.Worker.Notifications;
using SentinelEvents.Worker.Notifications.Email;

namespace SentinelEvents.Unit.Compose;

/// <summary>What of docker-compose.yml and the files beside it can be held to without Docker, in every combination. tests/compose.sh brings them up.</summary>
public sealed class ComposeFileTests
{
    private const string Worker = "worker";
    private const string SecondWorker = "worker-2";
    private const string InterfacePrefix = "SENTINELEVENTS__";

    // Of its own, so that no other test reads what this one sets.
    private const string Prefix = "SENTINELEVENTS_COMPOSE_TEST__";

    private static readonly IReadOnlyList<string> Parts = ["rabbitmq", "postgres", "observability"];

    // What has to be set, and nothing else.
    private static readonly IReadOnlyDictionary<string, string> Required = new Dictionary<string, string>
    {
        ["RABBITMQ_PASSWORD"] = "rabbit",
        ["POSTGRES_PASSWORD"] = "elephant",
        ["HTTP_API_KEY"] = "correct-horse-battery",
    };

    /// <summary>Every combination of the parts, each as its names with blanks between them.</summary>
    public static TheoryData<string> Combinations { get; } =
        [.. Enumerable.Range(0, 1 << Parts.Count).Select(chosen => string.Join(' ', Parts.Where((_, place) => (chosen & (1 << place)) != 0)))];

    [Fact]
    public void Services_OfDockerComposeAlone_AreThoseOfTheDocumentationAndNeedNoSetting() => Assert.Equal(
        ["redis-1", "redis-2", "redis-3", "sentinel-1", "sentinel-2", "sentinel-3", Worker],
        ComposeFile.Read([], new Dictionary<string, string>()).Services);

    [Theory]
    [MemberData(nameof(Combinations))]
    public void Services_OfEachCombination_AreThoseOfItsParts(string combination)
    {
        IEnumerable<string> expected =
        [
            .. Read("").Services,
            .. combination.Contains("rabbitmq", StringComparison.Ordinal) ? ["rabbitmq"] : Array.Empty<string>(),
            .. combination.Contains("postgres", StringComparison.Ordinal) ? ["postgres", SecondWorker] : Array.Empty<string>(),
            .. combination.Contains("observability", StringComparison.Ordinal) ? ["prometheus", "grafana"] : Array.Empty<string>(),
        ];

        Assert.Equal(expected.Order(StringComparer.Ordinal), Read(combination).Services.Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Combinations))]
    public void Services_Each_HasHealthCheckRestartPolicyAndItsDependencies(string combination)
    {
        var compose = Read(combination);
        Assert.All(compose.Services, service => Assert.True(compose.Has(service, "restart"), service));
        // The workers' comes with their image.
        Assert.All(compose.Services.Except(WorkersOf(compose)), service => Assert.True(compose.Has(service, "healthcheck"), service));
        Assert.All(compose.Services.SelectMany(compose.DependenciesOf), needed => Assert.Contains(needed, compose.Services));
    }

    [Theory]
    [MemberData(nameof(Combinations))]
    public void Services_WithPorts_OpenEachToThisMachineOnlyAndOnce(string combination)
    {
        var compose = Read(combination);
        var ports = compose.Services.SelectMany(compose.PortsOf).ToList();
        Assert.All(ports, port => Assert.StartsWith("127.0.0.1:", port, StringComparison.Ordinal));
        Assert.Equal(ports.Count, ports.Select(port => port.Split(':')[1]).Distinct().Count());
    }

    [Theory]
    [MemberData(nameof(Combinations))]
    public void Mounts_Each_IsAFileOfTheRepositoryOrADeclaredVolume(string combination)
    {
        var compose = Read(combination);
        Assert.All(compose.Services.SelectMany(compose.MountsOf), mount => Assert.True(
            mount.Source.StartsWith("./", StringComparison.Ordinal) ? Path.Exists(RepositoryFiles.PathOf(mount.Source)) : compose.Volumes.Contains(mount.Source),
            mount.Source));
    }

    [Fact]
    public void RedisServices_Each_KnowsItsOwnName()
    {
        var compose = Read("");
        Assert.All(
            compose.Services.Where(service => service.StartsWith("redis-", StringComparison.Ordinal) || service.StartsWith("sentinel-", StringComparison.Ordinal)),
            service => Assert.Equal(service, compose.EnvironmentOf(service)["NODE_NAME"]));
    }

    [Fact]
    public void Passwords_OfEveryFile_HaveNoDefault()
    {
        var secrets = Parts.Select(part => $"docker-compose.{part}.yml").Prepend("docker-compose.yml")
            .SelectMany(ComposeFile.VariablesOf)
            .Where(variable => variable.Name.EndsWith("_PASSWORD", StringComparison.Ordinal) || variable.Name.EndsWith("_KEY", StringComparison.Ordinal))
            .ToList();

        Assert.All(secrets, secret => Assert.True(string.IsNullOrEmpty(secret.Default), $"{secret}"));
        Assert.Equal(Required.Keys.Append("REDIS_PASSWORD").Order(StringComparer.Ordinal), secrets.Select(secret => secret.Name).Distinct().Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("rabbitmq")]
    [InlineData("postgres")]
    [InlineData("observability")]
    public void Parts_WithoutTheirPassword_AreRefused(string part)
    {
        var compose = ComposeFile.Read([part], new Dictionary<string, string>());
        Assert.Throws<InvalidOperationException>(() => compose.EnvironmentOf(Worker));
    }

    [Theory]
    [MemberData(nameof(Combinations))]
    public void Workers_Each_MayWriteTheirVolumesAndTmpOnly(string combination)
    {
        var compose = Read(combination);
        Assert.All(WorkersOf(compose), worker =>
        {
            Assert.Equal("true", compose.Text(worker, "read_only"));
            Assert.Equal(["/tmp"], compose.List(worker, "tmpfs"));
            Assert.Equal(["ALL"], compose.List(worker, "cap_drop"));
            Assert.Equal(["no-new-privileges:true"], compose.List(worker, "security_opt"));
        });
    }

    [Theory]
    [MemberData(nameof(Combinations))]
    public void WorkerConfiguration_OfEachWorker_IsGoodAndFitsTheOtherServices(string combination)
    {
        var compose = Read(combination);
        Assert.All(WorkersOf(compose), worker =>
        {
            var options = ReadWorkerConfiguration(compose, worker, []);

            var cluster = Assert.Single(options.Clusters);
            Assert.Equal(
                compose.Services.Where(service => service.StartsWith("sentinel-", StringComparison.Ordinal)).Select(service => $"{service}:26379"),
                cluster.Sentinels);
            Assert.Equal(
                compose.Services.Contains("rabbitmq") ? (BusTransport.RabbitMq, "amqp://sentinel-events:rabbit@rabbitmq:5672/") : (BusTransport.InMemory, options.Bus.RabbitMq.Uri),
                (options.Bus.Transport, options.Bus.RabbitMq.Uri));
            var mail = Assert.IsType<EmailOptions>(Assert.Single(options.Destinations).Value);
            Assert.Equal(compose.EnvironmentOf(worker)[InterfacePrefix + "Http__ApiKey"], options.Http.ApiKey ?? "");

            // What must outlive the container is on a volume.
            var volumes = compose.MountsOf(worker).Where(mount => compose.Volumes.Contains(mount.Source)).Select(mount => mount.Target).ToList();
            Assert.Contains(mail.PickupDirectory, volumes);
            if (compose.Services.Contains("postgres"))
            {
                Assert.Equal(
                    (JournalProvider.Postgres, worker, "Host=postgres;Database=sentinel_events;Username=sentinel_events;Password=elephant;GSS Encryption Mode=Disable"),
                    (options.Journal.Provider, options.Journal.Worker, options.Journal.ConnectionString));
            }
            else
            {
                Assert.Contains(Path.GetDirectoryName(options.Journal.ConnectionString["Data Source=".Length..]), volumes);
            }
        });
    }

    [Fact]
    public void WorkerConfiguration_WithPasswordsKeyAndWebhook_IsGood()
    {
        var compose = ComposeFile.Read([], new Dictionary<string, string> { ["REDIS_PASSWORD"] = "secret", ["HTTP_API_KEY"] = "correct-horse-battery" });
        var options = ReadWorkerConfiguration(compose, Worker, new()
        {
            ["Destinations__hook__Kind"] = "Webhook",
            ["Destinations__hook__Url"] = "http://127.0.0.1:9000/hook",
        });

        Assert.Equal("correct-horse-battery", options.Http.ApiKey);
        Assert.Equal(("secret", "secret"), (options.Clusters[0].Password, options.Clusters[0].DataNodes.Password));
        Assert.Equal(["hook", "mail"], options.Destinations.Keys.Order(StringComparer.Ordinal));
    }

    private static ComposeFile Read(string combination) => ComposeFile.Read(combination.Split(' ', StringSplitOptions.RemoveEmptyEntries), Required.Where(
        variable => variable.Key != "HTTP_API_KEY" || combination.Contains("observability", StringComparison.Ordinal)).ToDictionary());

    private static IEnumerable<string> WorkersOf(ComposeFile compose) => compose.Services.Where(service => service.StartsWith(Worker, StringComparison.Ordinal));

    private static SentinelEventsOptions ReadWorkerConfiguration(ComposeFile compose, string worker, Dictionary<string, string> more)
    {
        var mount = Assert.Single(compose.MountsOf(worker), mount => mount.Target == "/app/" + ConfigurationSources.DefaultFile);
        var environment = compose.EnvironmentOf(worker)
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
