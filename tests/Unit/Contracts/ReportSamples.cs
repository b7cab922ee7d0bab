using SentinelEvents.Contracts;

namespace SentinelEvents.Tests;

/// <summary>Reports of deployments small and large, always the same.</summary>
public static class ReportSamples
{
    private static readonly DateTimeOffset Now = new(2026, 3, 8, 8, 0, 0, TimeSpan.Zero);

    /// <summary>Five masters with every verdict, findings of every severity, changes and trends.</summary>
    public static HealthReported Five()
    {
        HealthFinding[] findings =
        [
            Finding("SE015", Severity.Critical, "orders", "orders", "No replica can be promoted", "Both replicas have replica-priority 0: 10.0.1.2:6379, 10.0.1.3:6379.", "CONFIG SET replica-priority 100"),
            Finding("SE003", Severity.Critical, "sessions", "sessions", "The quorum cannot be reached", "quorum is 3, but only 2 of 3 sentinels are reachable.", "SENTINEL SET sessions quorum 2"),
            Finding("SE024", Severity.Warning, "cart", "10.0.3.2:6379", "A replica lags behind", "10.0.3.2:6379 is 48 MB behind its master.", "CONFIG SET client-output-buffer-limit \"replica 512mb 128mb 120\""),
            Finding("SE007", Severity.Warning, null, "10.0.9.13", "Two sentinels share a host", "10.0.9.13:26379 and 10.0.9.13:26380 are on one host.", "Move one of them to a host of its own"),
            Finding("SE031", Severity.Info, "cart", "cart", "min-replicas-to-write is not set", "min-replicas-to-write is 0 on 10.0.3.1:6379.", "CONFIG SET min-replicas-to-write 1"),
        ];
        return new HealthReported
        {
            Cluster = "local",
            Severity = Severity.Critical,
            OccurredAt = Now,
            AgreedAt = Now,
            Agreement = new(AgreementBasis.Own, 1, 3, 3),
            Evidence = [new("5f0c7b7f4b1f7f7cf3a2f1f6d1f5b1f0a1b2c3d4", "10.0.9.11:26379", Now, EvidenceSource.Snapshot)],
            Report = "daily",
            PeriodFrom = Now.AddDays(-1),
            PeriodTo = Now,
            PreviousAt = Now.AddDays(-1),
            Verdict = HealthVerdict.WouldFail,
            Masters =
            [
                Master("orders", 1, HealthVerdict.WouldFail, ["no replica can be promoted: both have replica-priority 0"], 1, -1) with
                {
                    PreviousVerdict = HealthVerdict.Ready,
                    Availability = 0.99951,
                    Failovers = [new(Now.AddHours(-4.8), new("10.0.1.2", 6379), new("10.0.1.1", 6379), false, TimeSpan.FromSeconds(6.4))],
                    Members =
                    [
                        Member(HealthRole.Master, "10.0.1.1"),
                        Member(HealthRole.Replica, "10.0.1.2") with { Standing = HealthStanding.Impaired, Note = "priority 0" },
                        Member(HealthRole.Replica, "10.0.1.3") with { Standing = HealthStanding.Impaired, Note = "priority 0" },
                        .. Sentinels(),
                    ],
                },
                Master("sessions", 2, HealthVerdict.WouldFail, ["2 of 3 sentinels are reachable, the quorum is 3", "the sentinel 10.0.9.13:26379 is down"], -1, 0) with
                {
                    PreviousVerdict = HealthVerdict.WouldFail,
                    Members =
                    [
                        Member(HealthRole.Master, "10.0.2.1"),
                        Member(HealthRole.Replica, "10.0.2.2"),
                        .. Sentinels().Take(2),
                        Member(HealthRole.Sentinel, "10.0.9.13") with { Standing = HealthStanding.Down, Note = "silent for 3 h 12 min" },
                    ],
                },
                Master("search", 4, HealthVerdict.Unknown, ["only 1 of 3 sentinels could be read"], null, null) with
                {
                    Address = null,
                    Availability = null,
                    Members = [Member(HealthRole.Master, "10.0.4.1") with { Standing = HealthStanding.Unknown }, .. Sentinels().Take(1)],
                },
                Master("cart", 3, HealthVerdict.AtRisk, ["one more replica down leaves nothing to promote"], 1, 0) with
                {
                    PreviousVerdict = HealthVerdict.WouldFail,
                    Margin = new() { Sentinels = 1, Replicas = 0, Hosts = ["10.0.3.2", "rack b"] },
                    Failovers = [new(Now.AddHours(-9), new("10.0.3.2", 6379), new("10.0.3.1", 6379), true, TimeSpan.FromSeconds(1.2))],
                },
                Master("users", 5, HealthVerdict.Ready, ["all 3 sentinels agree, and 2 replicas can be promoted"], 1, 1) with { PreviousVerdict = HealthVerdict.Ready },
            ],
            Findings = findings,
            NewFindings = [findings[0], findings[3]],
            GoneFindings = [Finding("SE011", Severity.Warning, "cart", "10.0.3.9:6379", "A replica is never forgotten", "10.0.3.9:6379 has been down for 9 d.", "SENTINEL RESET cart")],
            Trends = Trends(14),
        };
    }

    /// <summary>Many masters: one of ten would not fail over, some are at risk, and one mistake is made everywhere.</summary>
    public static HealthReported Many(int count) => Five() with
    {
        Masters =
        [
            .. Enumerable.Range(0, count).Select(number => Master(
                $"shard-{number:000}", number / 250, Graded(number), [$"{(Graded(number) == HealthVerdict.Ready ? "all" : "too few")} sentinels of shard-{number:000} agree"], number % 3, 1))
                .OrderByDescending(master => master.Verdict),
        ],
        Findings =
        [
            .. Enumerable.Range(0, count).Where(number => number % 3 != 0)
                .Select(number => Finding("SE008", Severity.Critical, $"shard-{number:000}", $"shard-{number:000}", "The quorum is below a majority", $"quorum is 1 of 5 on shard-{number:000}.", $"SENTINEL SET shard-{number:000} quorum 3")),
            .. Enumerable.Range(1, 40)
                .Select(number => Finding($"SE1{number:00}", Severity.Warning, $"shard-{number:000}", $"10.1.0.{number}:6379", $"Something of kind {number} is wrong", $"It was seen at 10.1.0.{number}:6379.", $"CONFIG SET something {number}")),
        ],
        NewFindings = [],
    };

    /// <summary>All is well, and it is the first report.</summary>
    public static HealthReported Healthy(int count) => Five() with
    {
        Severity = Severity.Info,
        Verdict = HealthVerdict.Ready,
        PreviousAt = null,
        Masters = [.. Enumerable.Range(0, count).Select(number => Master($"shard-{number:000}", number / 250, HealthVerdict.Ready, ["all 3 sentinels agree"], 1, 1))],
        Findings = [],
        NewFindings = [],
        GoneFindings = [],
        Trends = [],
    };

    /// <summary>Whoever may name a master may try to write our report.</summary>
    public static HealthReported Hostile()
    {
        string[] names = ["<script>alert(1)</script>", "a\u001b[31mred\r\nSubject: x", "\u202Egnp.exe\u200B", "שלום", "\" onload=\"x", "&amp;{{x}}", new string('n', 300), "漢字😀"];
        return Five() with
        {
            Cluster = "<b>all</b>",
            Report = "<i>daily</i>\r\nBcc: x@example.org",
            Masters = [.. names.Select((name, place) => Master(name, place, HealthVerdict.WouldFail, [name], 0, 0) with
            {
                Margin = new() { Hosts = [name] },
                Members = [new(HealthRole.Master, new(name, 1), HealthStanding.Down, name)],
            })],
            Findings = [.. names.Select(name => Finding(name, Severity.Critical, name, name, name, name, name) with { Why = name })],
            NewFindings = [.. names.Select(name => Finding(name, Severity.Critical, name, name, name, name, name))],
        };
    }

    private static HealthVerdict Graded(int number) => (number % 10) switch
    {
        0 => HealthVerdict.WouldFail,
        1 => HealthVerdict.AtRisk,
        2 when number % 100 == 2 => HealthVerdict.Unknown,
        _ => HealthVerdict.Ready,
    };

    private static MasterHealth Master(string name, int net, HealthVerdict verdict, string[] reasons, int? sentinels, int? replicas) => new()
    {
        Cluster = "local",
        Master = name,
        Address = new($"10.0.{net}.1", 6379),
        Epoch = 7,
        Verdict = verdict,
        Reasons = reasons,
        Margin = new() { Sentinels = sentinels, Replicas = replicas },
        Availability = 1,
        Members = [Member(HealthRole.Master, $"10.0.{net}.1"), Member(HealthRole.Replica, $"10.0.{net}.2"), Member(HealthRole.Replica, $"10.0.{net}.3"), .. Sentinels()],
    };

    private static HealthMember Member(HealthRole role, string host) =>
        new(role, new(host, role == HealthRole.Sentinel ? 26379 : 6379), HealthStanding.Good, "");

    private static HealthMember[] Sentinels() =>
        [Member(HealthRole.Sentinel, "10.0.9.11"), Member(HealthRole.Sentinel, "10.0.9.12"), Member(HealthRole.Sentinel, "10.0.9.13")];

    private static HealthFinding Finding(string rule, Severity severity, string? master, string subject, string title, string evidence, string cure) => new()
    {
        Rule = rule,
        Severity = severity,
        Cluster = "local",
        Master = master,
        Subject = subject,
        Title = title,
        Evidence = evidence,
        Why = "In an outage the sentinels would find nothing that they can act on, and clients could not write until somebody acts by hand.",
        Cure = cure,
    };

    private static HealthTrendPoint[] Trends(int days) =>
    [
        .. Enumerable.Range(0, days).Select(day => new HealthTrendPoint
        {
            From = Now.AddDays(day - days),
            To = Now.AddDays(day - days + 1),
            Availability = day == 3 ? null : day % 5 == 2 ? 0.9987 : 0.9999,
            Failovers = day % 5 == 2 ? 2 : day % 7 == 0 ? 1 : 0,
            TimeToSwitch = day % 5 == 2 ? TimeSpan.FromSeconds(4 + day) : null,
            SentinelMargin = day > 11 ? -1 : day > 8 ? 0 : 1,
        }),
    ];
}
