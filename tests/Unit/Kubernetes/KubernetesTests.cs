using System.Text.RegularExpressions;
using SentinelEvents.Tests;
using SentinelEvents.Unit.Configuration;
using SentinelEvents.Worker.Bus;
using SentinelEvents.Worker.Commands;
using SentinelEvents.Worker.Configuration;
using SentinelEvents.Worker.Journal;
using SentinelEvents.Worker.Notifications;

namespace SentinelEvents.Unit.Kubernetes;

/// <summary>What of deploy/kubernetes can be held to without a cluster. That the API knows every field of it: Integration, ManifestTests.</summary>
public sealed partial class KubernetesTests
{
    private const string Secrets = "/run/secrets/sentinel-events/";
    private const string Rules = "deploy/kubernetes/monitoring/prometheusrule.yaml";

    // Of its own, so that no other test reads what this one sets.
    private const string Prefix = "SENTINELEVENTS_KUBERNETES_TEST__";

    public static TheoryData<string> Pods { get; } = [.. KubernetesManifest.Pods.Select(pod => pod.File)];

    [Fact]
    public void Pods_All_AreThoseOfTheDocumentation() => Assert.Equal(["postgres/deployment.yaml", "sqlite/statefulset.yaml"], KubernetesManifest.Pods.Select(pod => pod.File));

    [Theory]
    [InlineData("base")]
    [InlineData("monitoring")]
    [InlineData("postgres")]
    [InlineData("sqlite")]
    public void Kustomizations_Each_NamesAllThatIsBesideItAndNothingElse(string folder)
    {
        var place = RepositoryFiles.PathOf($"{KubernetesManifest.Folder}/{folder}");
        var resources = KubernetesManifest.Read($"{folder}/kustomization.yaml").Body["resources"]!.AsArray().Select(resource => (string)resource!).ToList();

        Assert.Equal(
            Directory.GetFiles(place, "*.yaml").Select(Path.GetFileName).Where(file => file != "kustomization.yaml").Order(StringComparer.Ordinal),
            resources.Where(resource => resource != "../base").Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Pods))]
    public void Configuration_WithTheEnvironmentOfThePods_IsGood(string file)
    {
        var options = Read(file);

        Assert.Equal(file.StartsWith("postgres/", StringComparison.Ordinal) ? JournalProvider.Postgres : JournalProvider.Sqlite, options.Journal.Provider);
        Assert.Equal(BusTransport.RabbitMq, options.Bus.Transport);

        // What must outlive the pod is on its volume; nothing else can be written.
        var container = Pod(file)["containers"]![0]!;
        if (options.Journal.Provider == JournalProvider.Sqlite)
        {
            Assert.Contains(
                Path.GetDirectoryName(options.Journal.ConnectionString["Data Source=".Length..]),
                container["volumeMounts"]!.AsArray().Select(mount => (string)mount!["mountPath"]!));
        }

        // The probes reach the port that it listens at, and it ends before it is killed.
        Assert.Equal(HealthCommand.ReadyAt(options.Http.Url).Port, (int)container["ports"]![0]!["containerPort"]!);
        Assert.InRange((int)Pod(file)["terminationGracePeriodSeconds"]!, 31, 60);
    }

    [Theory]
    [MemberData(nameof(Pods))]
    public void Pods_Each_MayDoNothingThatTheyNeedNot(string file)
    {
        var (pod, container) = (Pod(file), Pod(file)["containers"]![0]!);

        Assert.True((bool)pod["securityContext"]!["runAsNonRoot"]!);
        Assert.Equal((1654, 1654), ((int)pod["securityContext"]!["runAsUser"]!, (int)pod["securityContext"]!["fsGroup"]!));
        Assert.Equal("RuntimeDefault", (string)pod["securityContext"]!["seccompProfile"]!["type"]!);
        Assert.False((bool)pod["automountServiceAccountToken"]!);
        Assert.True((bool)container["securityContext"]!["readOnlyRootFilesystem"]!);
        Assert.False((bool)container["securityContext"]!["allowPrivilegeEscalation"]!);
        Assert.Equal(["ALL"], container["securityContext"]!["capabilities"]!["drop"]!.AsArray().Select(capability => (string)capability!));
        Assert.NotNull(container["resources"]!["limits"]!["memory"]);
        Assert.Equal(
            ["/health/live", "/health/live", "/health/ready"],
            ((string[])["startupProbe", "livenessProbe", "readinessProbe"]).Select(probe => (string)container[probe]!["httpGet"]!["path"]!));
    }

    [Fact]
    public void Secret_OfTheDocumentation_HasEachFileThatIsRead()
    {
        var read = File(Configuration).Concat(KubernetesManifest.Pods.SelectMany(pod => File(pod.Pod.ToJsonString()))).Distinct().Order(StringComparer.Ordinal);
        var given = SecretKey().Matches(System.IO.File.ReadAllText(RepositoryFiles.PathOf("docs/kubernetes.md"))).Select(match => match.Groups["key"].Value).Order(StringComparer.Ordinal);
        Assert.Equal(read, given);

        static IEnumerable<string> File(string text) => SecretFile().Matches(text).Select(match => match.Groups["key"].Value);
    }

    /// <summary>Written anew with UPDATE_SNAPSHOTS=1.</summary>
    [Fact]
    public void PrometheusRule_Always_IsTheAlertsOfPrometheus()
    {
        var alerts = System.IO.File.ReadAllLines(RepositoryFiles.PathOf("config/prometheus/alerts.yml")).Where(line => !line.StartsWith('#')).Select(line => line.Length == 0 ? line : "  " + line);
        Snapshot.MatchInRepository(Rules, string.Join('\n', (string[])
        [
            "# Written from config/prometheus/alerts.yml; a test holds it to that.",
            "apiVersion: monitoring.coreos.com/v1",
            "kind: PrometheusRule",
            "metadata:",
            "  name: sentinel-events",
            "  labels:",
            "    app.kubernetes.io/name: sentinel-events",
            "spec:",
            .. alerts,
        ]));
    }

    private static string Configuration => System.IO.File.ReadAllText(RepositoryFiles.PathOf($"{KubernetesManifest.Folder}/base/sentinel-events.json"));

    private static System.Text.Json.Nodes.JsonObject Pod(string file) => KubernetesManifest.Pods.Single(pod => pod.File == file).Pod;

    // As a pod reads it, with secrets that are there.
    private static SentinelEventsOptions Read(string file)
    {
        using var secrets = new TemporarySecrets();
        var environment = Pod(file)["containers"]![0]!["env"]!.AsArray().ToDictionary(
            variable => Prefix + ((string)variable!["name"]!)["SENTINELEVENTS__".Length..],
            variable => ((string)variable!["value"]!).Replace(Secrets, secrets.Folder, StringComparison.Ordinal));
        foreach (var (name, value) in environment)
        {
            Environment.SetEnvironmentVariable(name, value);
        }

        try
        {
            var configuration = Path.Combine(secrets.Folder, "sentinel-events.json");
            System.IO.File.WriteAllText(configuration, Configuration.Replace(Secrets, secrets.Folder, StringComparison.Ordinal));
            var result = ConfigurationReader.Read(new ConfigurationSources { File = configuration, EnvironmentPrefix = Prefix }, NotificationsRegistration.Kinds);
            Assert.True(result is ConfigurationResult.Good, result is ConfigurationResult.Bad bad ? string.Join('\n', bad.Mistakes) : "");
            return ((ConfigurationResult.Good)result).Options;
        }
        finally
        {
            foreach (var name in environment.Keys)
            {
                Environment.SetEnvironmentVariable(name, null);
            }
        }
    }

    private sealed class TemporarySecrets : IDisposable
    {
        public TemporarySecrets()
        {
            foreach (var (name, value) in ((string, string)[])[
                ("api-key", "correct-horse-battery"), ("journal", "Host=db;Database=sentinel_events;Username=sentinel_events;Password=elephant"),
                ("rabbitmq-uri", "amqps://sentinel-events:rabbit@rabbitmq:5671/"), ("sentinel-password", "s"), ("redis-password", "r"), ("smtp-password", "p")])
            {
                System.IO.File.WriteAllText(Folder + name, value);
            }
        }

        public string Folder { get; } = Directory.CreateTempSubdirectory("kubernetes-").FullName + "/";

        public void Dispose() => Directory.Delete(Folder, recursive: true);
    }

    [GeneratedRegex(@"/run/secrets/sentinel-events/(?<key>[a-z-]+)")]
    private static partial Regex SecretFile();

    [GeneratedRegex(@"--from-file=(?<key>[a-z-]+)=")]
    private static partial Regex SecretKey();
}
