namespace SentinelEvents.Unit.Documentation;

/// <summary>A block of commands or output that is not simply run where it stands.</summary>
/// <param name="Page">Relative to the repository.</param>
/// <param name="FirstLine">How its first line begins; null: all such blocks of the page.</param>
/// <param name="Why">Which test tries it instead, or why none can.</param>
internal sealed record TriedElsewhere(string Page, string? FirstLine, string Why)
{
    public static IReadOnlyList<TriedElsewhere> All { get; } =
    [
        new("README.md", "./demo.sh", "DemoTests runs what it starts; the other line is how these tests are run"),
        new("README.md", "dotnet run --project src/Worker", "ReadmeTests runs the first, FirstDayTests the same commands of the built program; DocumentedCommandsTests parses these lines"),
        new("samples/README.md", "dotnet run --project samples/FollowMaster", "SampleTests runs each, with addresses of its own"),
        new("docs/api.md", "id: 42", "StreamTests reads the frames"),
        new("docs/compose.md", null, "needs a container engine: tests/compose.sh does these steps where there is one"),
        new("docs/first-day.md", null, "FirstDayTests runs the whole page in its order"),
        new("docs/fuzzing.md", null, "minutes to hours: FuzzTests makes a short run of every parser"),
        new("docs/install.md", null, "needs root, dpkg and systemd: tests/package.sh does these steps in a container"),
        new("docs/kubernetes.md", null, "needs a cluster: KubernetesTests and ManifestTests hold what is applied, and the names of the Secret's keys"),
        new("docs/logs.md", "2026-03-07", "shows the form of a line, shortened; LogIdTests holds the messages"),
        new("docs/notifications.md", "[CRITICAL] local/mymaster: master switched", "the form of subjects; EmailDestinationTests and GroupDigestTests hold them"),
        new("docs/operations.md", "sqlite3 ", "RestoredJournalTests runs it"),
        new("docs/operations.md", "rm -f sentinel-events.db", "RestoredJournalTests runs it"),
        new("docs/operations.md", "pg_dump ", "DocumentedSqlTests runs it"),
        new("docs/performance.md", null, "measurements that take minutes: commands of the lab, of which ReportCostTests and others make short runs"),
        new("docs/reliability.md", null, "proofs that take minutes to hours: ProofRunTests and SimulationTests make short runs"),
        new("docs/security.md", "openssl rand", "writes to /etc as root; FirstDayTests makes a key by the same command"),
        new("docs/security.md", "Host=db.example.org", "the form of a connection string; PostgresTlsTests connects by such ones"),
        new("docs/simulate.md", "$ sentinel-events simulate", "SimulateCommandTests compares what it prints"),
        new("docs/status-page.md", "dotnet build", "makes the pictures of the page anew, which takes a minute and changes files of the repository"),
        new("docs/templates.md", "config/templates", "a path; OwnTemplateTests reads templates from it"),
    ];

    public bool IsOf(DocumentedBlock block) =>
        block.Page == Page && (FirstLine is null || block.Text.TrimStart().StartsWith(FirstLine, StringComparison.Ordinal));
}
