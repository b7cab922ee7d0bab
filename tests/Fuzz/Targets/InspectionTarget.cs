using SentinelEvents.Contracts;
using SentinelEvents.Fuzz.Inputs;
using SentinelEvents.Worker.Events.Inspection;
using SentinelEvents.Worker.Health;
using SentinelEvents.Worker.Sentinels;
using SentinelEvents.Worker.Sentinels.Inspection;

namespace SentinelEvents.Fuzz.Targets;

/// <summary>A deployment's answers to a thorough look, and what the rules make of them: those of one sentinel, of which there seem to be two, and of its nodes.</summary>
internal sealed class InspectionTarget : TextTarget
{
    private static readonly ClusterOptions Cluster = new() { Name = "local", Sentinels = ["10.0.0.11:26379"], User = "sentinel-events" };

    public override string Name => "inspections";

    public override string Reads => "what sentinels and data nodes say when a health report looks at them: INFO, CONFIG GET, ROLE, CLIENT LIST";

    public override IReadOnlyList<Type> Parsers => [typeof(SentinelInspector), typeof(NodeInspector), typeof(InstanceFields), typeof(Assessment), typeof(Release)];

    public override int Weight => 8;

    public override long Room(int length) => (1024 * 1024) + (8192L * length);

    protected override IReadOnlyList<string> Samples { get; } = [ReplySamples.SentinelScript + ReplySamples.NodeScript, ReplySamples.DeniedScript, ReplySamples.SentinelScript + ReplySamples.DeniedScript];

    protected override IReadOnlyList<string> Words => [.. ReplySamples.Words, "\n@ROLE\n", "\n@CONFIG GET\n", "\n$maxmemory\n", "redis_version:255.255.255", "valkey_version:8.0", "role:slave"];

    public override string Try(byte[] input)
    {
        SentinelInspection[] sentinels = [Look(input, 11), Look(input, 12) with { Id = "another" }];
        var nodes = sentinels[0].Masters
            .SelectMany(master => (master.Replicas ?? []).Select(replica => replica.Address).Prepend(master.Address).Select(address => (address, master.Name)))
            .DistinctBy(node => node.address.Canonical())
            .Take(3)
            .Select(node => new NodeInspector(new ReplyScript(input), null).ReadAsync(new NodeInspection(node.address, [node.Name]), CancellationToken.None).GetAwaiter().GetResult())
            .ToList();
        foreach (var node in nodes)
        {
            Promise.KeepsTheSecret(node.Settings.Text("requirepass") + node.Settings.Text("masterauth"), "what is read of a password");
        }

        var health = Assessment.Of(new ClusterInspection("local", new DateTimeOffset(2026, 3, 7, 3, 12, 4, TimeSpan.Zero), [], new Dictionary<string, string>(), sentinels, nodes, true));
        foreach (var finding in health.Findings)
        {
            Promise.IsVisible(finding.Evidence, "the evidence of a finding");
            Promise.IsVisible(finding.Cure, "the cure of a finding");
            Promise.HidesNothing(finding.Subject, "the subject of a finding");
        }

        var problem = sentinels[0].Problem;
        Promise.Hold(problem is null || problem.Text.Length > 0, "a problem of a sentinel says something", () => $"{problem}");
        return problem is null ? Accepted : problem.Kind.ToString();
    }

    protected override string Try(string text) => throw new NotSupportedException();

    private static SentinelInspection Look(byte[] input, int host) => new SentinelInspector(new ReplyScript(input), Cluster, new SentinelReplies(Cluster.User))
        .ReadAsync(new SentinelInspection(new HostAddress($"10.0.0.{host}", 26379), host == 11), CancellationToken.None).GetAwaiter().GetResult();
}
