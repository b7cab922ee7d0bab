using System.ComponentModel.DataAnnotations;
using SentinelEvents.Worker.Events;
using SentinelEvents.Worker.Trust;

namespace SentinelEvents.Worker.Sentinels;

/// <summary>One deployment: its sentinels and the masters to follow (<c>Clusters</c>).</summary>
public sealed record ClusterOptions
{
    /// <summary>What the deployment is called in every event.</summary>
    public required string Name { get; init; }

    /// <summary><c>host:port</c> of at least one sentinel; the others are found through it. IPv6 in brackets.</summary>
    public required IReadOnlyList<string> Sentinels { get; init; }

    /// <summary>Master names or globs; empty follows every master that the sentinels monitor.</summary>
    public IReadOnlyList<string> Masters { get; init; } = [];

    /// <summary>The ACL user at the sentinels; null logs in with the password alone.</summary>
    public string? User { get; init; }

    /// <summary>The password at the sentinels. A secret.</summary>
    public string? Password { get; init; }

    /// <summary>A file that holds the password.</summary>
    public string? PasswordFile { get; init; }

    /// <summary>TLS towards the sentinels.</summary>
    public TlsOptions Tls { get; init; } = new();

    /// <summary>Whether and how masters and replicas themselves are asked, for their role and for reports.</summary>
    public DataNodesOptions DataNodes { get; init; } = new();

    /// <summary>Which hosts fail together: a label for each host, such as a rack or a zone. Hosts as the sentinels name them.</summary>
    public IReadOnlyDictionary<string, string> Racks { get; init; } = new Dictionary<string, string>();

    /// <summary>How many sentinels must answer with a new master before it is agreed: more than half of the known ones, as many as the master's quorum, all, or the first.</summary>
    public AgreementPolicy Agreement { get; init; } = AgreementPolicy.Majority;

    /// <summary>A switch that is not agreed for this long is reported as unconfirmed.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan UnconfirmedAfter { get; init; } = TimeSpan.FromSeconds(6);

    /// <summary>Views that differ for longer than this are reported.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan DivergedAfter { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>A subscribed connection without any traffic for this long counts as lost.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:10:00")]
    public TimeSpan SilenceLimit { get; init; } = TimeSpan.FromSeconds(6);

    /// <summary>How often each sentinel's whole state is read.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan SnapshotInterval { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Without secrets.</summary>
    public override string ToString() => $"{nameof(ClusterOptions)} {{ Name = {Name}, Sentinels = {string.Join(' ', Sentinels)} }}";
}
