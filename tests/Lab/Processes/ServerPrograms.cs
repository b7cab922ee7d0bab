using System.Globalization;

namespace SentinelEvents.Lab;

/// <summary>Where the machine keeps its servers.</summary>
public static class ServerPrograms
{
    /// <summary>Debian's own interpreter: another Python would not see Debian's aiosmtpd.</summary>
    public const string Python = "/usr/bin/python3";

    /// <summary>Debian's wrapper in /usr/sbin switches the user and fixes the paths: the script behind it does neither.</summary>
    public const string RabbitMqServer = "/usr/lib/rabbitmq/bin/rabbitmq-server";

    public const string Alertmanager = "prometheus-alertmanager";

    public const string Prometheus = "prometheus";

    public const string RedisExporter = "prometheus-redis-exporter";

    public const string Node = "node";

    public const string Npm = "npm";

    private const string PostgresVersions = "/usr/lib/postgresql";

    /// <summary>The system's browser, under one of the names that distributions give it; null where there is none. Nothing is ever downloaded in its place.</summary>
    public static string? Browser => new[] { "chromium", "chromium-browser", "google-chrome" }.Select(Find).FirstOrDefault(path => path is not null);

    /// <summary>The host that runs this very process, also where it is not on the PATH.</summary>
    public static string DotNet { get; } = FindDotNet();

    /// <summary>What is missing for a server, or null when it can be started.</summary>
    public static string? Missing(ServerKind kind) => kind switch
    {
        ServerKind.Redis => MissingOf("redis-server", "redis-sentinel") is { } name ? $"{name} is not installed: run scripts/servers.sh redis" : null,
        ServerKind.RabbitMq => MissingOf(RabbitMqServer, "epmd") is { } name ? $"{name} is not installed: run scripts/servers.sh rabbitmq" : null,
        ServerKind.Smtp => MissingOf(Python, "/usr/lib/python3/dist-packages/aiosmtpd/__init__.py") is { } name
            ? $"{name} is not installed: run scripts/servers.sh smtp"
            : null,
        ServerKind.Postgres => Postgres("postgres") is null || Postgres("initdb") is null ? "PostgreSQL is not installed: run scripts/servers.sh postgres" : null,
        ServerKind.Clock => FakeClock.Library is null ? "libfaketime is not installed: run scripts/servers.sh clock" : null,
        ServerKind.Alertmanager => MissingOf(Alertmanager) is { } name ? $"{name} is not installed: run scripts/servers.sh alertmanager" : null,
        ServerKind.Prometheus => MissingOf(Prometheus) is { } name ? $"{name} is not installed: run scripts/servers.sh prometheus" : null,
        ServerKind.Exporter => MissingOf(RedisExporter) is { } name ? $"{name} is not installed: run scripts/servers.sh exporter" : null,
        ServerKind.Node => MissingOf(Node, Npm) is { } name ? $"{name} is not installed: run scripts/servers.sh node" : null,
        ServerKind.Browser => Browser is null ? "chromium is not installed: run scripts/servers.sh browser" : null,
        ServerKind.Pika => MissingOf(Python, "/usr/lib/python3/dist-packages/pika/__init__.py") is { } name ? $"{name} is not installed: run scripts/servers.sh pika" : null,
        ServerKind.Sqlite => MissingOf("sqlite3") is { } name ? $"{name} is not installed: run scripts/servers.sh sqlite" : null,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "No such server."),
    };

    /// <summary>The full path of one of PostgreSQL's programs, of its newest version where Debian keeps several; null where there is none.</summary>
    internal static string? Postgres(string program) =>
        (Directory.Exists(PostgresVersions) ? Directory.EnumerateDirectories(PostgresVersions) : [])
            .OrderByDescending(directory => double.TryParse(Path.GetFileName(directory), CultureInfo.InvariantCulture, out var version) ? version : 0)
            .Select(directory => Path.Combine(directory, "bin", program))
            .FirstOrDefault(File.Exists)
        ?? Find(program);

    /// <summary>The full path of a program, or null. The administrator's directories count, though a user's PATH often lacks them.</summary>
    internal static string? Find(string program) => Path.IsPathRooted(program)
        ? File.Exists(program) ? program : null
        : (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Concat(["/usr/local/sbin", "/usr/sbin", "/sbin", "/usr/bin"])
            .Where(directory => directory.Length > 0)
            .Select(directory => Path.Combine(directory, program))
            .FirstOrDefault(File.Exists);

    internal static string Require(string program) =>
        Find(program) ?? throw new LabException($"{program} is not installed: run scripts/servers.sh");

    private static string? MissingOf(params string[] programs) => programs.FirstOrDefault(program => Find(program) is null);

    private static string FindDotNet()
    {
        var framework = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        var host = Path.GetFullPath(Path.Combine(framework, "..", "..", "..", "dotnet"));
        return File.Exists(host) ? host : "dotnet";
    }
}
