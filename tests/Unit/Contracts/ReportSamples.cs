using SentinelEvents.Contracts;
using SentinelEvents.Worker.Health;

namespace SentinelEvents.Tests;

/// <summary>Reports of deployments small and large, always the same.</summary>
public static class ReportSamples
{
    /// <summary>Of the trends, in days.</summary>
    private const int Length = 14;

    /// <summary>So many have a trend of their own.</summary>
    private const int MostMasters = 6;

    private static readonly DateTimeOffset Now = new(2026, 3, 8, 8, 0, 0, TimeSpan.Zero);

    /// <summary>Five masters with every verdict, findings of every severity, changes and trends.</summary>
    public static HealthReported Five()
    {
        HealthFinding[] findings =
        [
            Finding("SE041", "orders", "orders", "10.0.1.2:6379: it has priority 0, 10.0.1.3:6379: it has priority 0", "on 10.0.1.2:6379, 10.0.1.3:6379: CONFIG SET replica-priority 100, then CONFIG REWRITE"),
            Finding("SE003", "sessions", "sessions", "quorum 3 at 10.0.9.11:26379, 10.0.9.12:26379, but 2 of 3 sentinels are up there; down: 10.0.9.13:26379", "start 10.0.9.13:26379 again; until then on 10.0.9.11:26379, 10.0.9.12:26379: SENTINEL SET sessions quorum 2"),
            Finding("SE043", "cart", "10.0.3.2:6379", "10.0.3.2:6379 is 48 MB behind 10.0.3.1:6379", "look at load and network of 10.0.3.2; on 10.0.3.1:6379: CONFIG SET repl-backlog-size 134217728, then CONFIG REWRITE"),
            Finding("SE006", null, "10.0.9.13", "10.0.9.13:26379, 10.0.9.13:26380 are on one host; without it 1 would be left, and a majority is 2", "start a sentinel on another host in place of 10.0.9.13:26380: stop that one, then, 30 s apart, SENTINEL RESET * on each of the others"),
            Finding("SE057", "cart", "cart", "10.0.3.1:6379 takes writes without any replica; it has 2 replicas", "on 10.0.3.1:6379, 10.0.3.2:6379, 10.0.3.3:6379: CONFIG SET min-replicas-to-write 1, then CONFIG SET min-replicas-max-lag 10, then CONFIG REWRITE"),
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
            GoneFindings = [Finding("SE046", "cart", "10.0.3.9:6379", "10.0.3.9:6379 has been down for 9 d in the eyes of all", "if it is gone for good, on 10.0.9.11:26379, 10.0.9.12:26379: SENTINEL RESET cart, one sentinel after the other, 30 s apart, while the master is up")],
            Trends = Trends([.. FewTrends.Values]),
            MasterTrends = MasterTrends(FewTrends),
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
            .. Enumerable.Range(0, count).Where(number => number % 3 != 0).Select(number => Finding(
                "SE041", $"shard-{number:000}", $"shard-{number:000}", $"10.2.{number / 250}.{number % 250}:6379: it has priority 0", $"on 10.2.{number / 250}.{number % 250}:6379: CONFIG SET replica-priority 100, then CONFIG REWRITE")),
            .. LintRules.All.Where(rule => rule.Text is { Severity: Severity.Warning }).Index().Select(rule => Finding(
                rule.Item.Text.Id, $"shard-{rule.Index:000}", $"10.1.0.{rule.Index}:6379", $"It was seen at 10.1.0.{rule.Index}:6379", rule.Item.Text.Mend)),
        ],
        Trends = Trends(ManyTrends(count)),
        MasterTrends = MasterTrends(ManyTrends(count).Take(MostMasters).Index().ToDictionary(trend => $"shard-{trend.Index * 10:000}", trend => trend.Item)),
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
        MasterTrends = [],
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
            Findings = [.. names.Select(Forged)],
            NewFindings = [.. names.Select(Forged)],
            MasterTrends = [.. names.Take(MostMasters).Select(name => new MasterTrend { Cluster = name, Master = name, Availability = [.. FewTrends["orders"]] })],
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

    /// <summary>A finding as its rule words it.</summary>
    private static HealthFinding Finding(string rule, string? master, string subject, string evidence, string cure)
    {
        var text = LintRules.All.Single(one => one.Text.Id == rule).Text;
        return new HealthFinding
        {
            Rule = text.Id,
            Severity = text.Severity,
            Cluster = "local",
            Master = master,
            Subject = subject,
            Title = text.Title,
            Evidence = evidence,
            Why = text.Why,
            Cure = cure,
        };
    }

    private static HealthFinding Forged(string text) => new()
    {
        Rule = text,
        Severity = Severity.Critical,
        Cluster = "local",
        Master = text,
        Subject = text,
        Title = text,
        Evidence = text,
        Why = text,
        Cure = text,
    };

    /// <summary>The least available first, as a report has them; of one day the journal knows nothing.</summary>
    private static Dictionary<string, double?[]> FewTrends { get; } = new()
    {
        ["orders"] = Days(day => day == Length - 1 ? 0.99951 : day % 5 == 2 ? 0.9935 : 1),
        ["sessions"] = Days(day => day == 11 ? 0.9962 : 1),
        ["cart"] = Days(day => day is 4 or 5 ? 0.9989 : 1),
        ["users"] = Days(_ => 1),
    };

    private static double?[][] ManyTrends(int masters) =>
    [
        .. Enumerable.Range(0, masters).Select(master => Days(day => master < MostMasters
            ? (day + (master * 2)) % 7 == 0 ? 0.985 + (master * 0.002) : 1
            : (day + master) % 50 == 0 ? 0.9985 : 1)),
    ];

    private static double?[] Days(Func<int, double> share) => [.. Enumerable.Range(0, Length).Select(day => day == 3 ? null : (double?)share(day))];

    private static MasterTrend[] MasterTrends(Dictionary<string, double?[]> shares) =>
        [.. shares.Select(one => new MasterTrend { Cluster = "local", Master = one.Key, Availability = one.Value })];

    private static HealthTrendPoint[] Trends(double?[][] shares) =>
    [
        .. Enumerable.Range(0, Length).Select(day => new HealthTrendPoint
        {
            From = Now.AddDays(day - Length),
            To = Now.AddDays(day - Length + 1),
            Availability = shares.Average(master => master[day]),
            OthersAvailability = shares.Skip(MostMasters).Average(master => master[day]),
            OthersLowest = shares.Skip(MostMasters).Min(master => master[day]),
            Failovers = day % 5 == 2 ? 2 : day % 7 == 0 ? 1 : 0,
            TimeToSwitch = day % 5 == 2 ? TimeSpan.FromSeconds(4 + day) : null,
            SentinelMargin = day > 11 ? -1 : day > 8 ? 0 : 1,
        }),
    ];
}
