using System.Globalization;
using SentinelEvents.Contracts;
using SentinelEvents.Worker.Delivery;
using SentinelEvents.Worker.Notifications;

namespace SentinelEvents.Unit.Notifications.Email;

/// <summary>Incidents and groups, always the same, for mails and pictures.</summary>
internal static class MailSamples
{
    public static readonly DateTimeOffset Start = new(2026, 3, 7, 3, 12, 4, 120, TimeSpan.Zero);
    public static readonly HostAddress Old = new("10.0.0.1", 6379);
    public static readonly HostAddress New = new("10.0.0.2", 6379);

    /// <summary>An ordinary failover of three sentinels, as it was published.</summary>
    public static IReadOnlyList<SentinelEvent> Failover { get; } = Automatic(3, "local", "mymaster", Old, New, 1);

    /// <summary>The same as it is on record: the last to switch is the leader, long after the agreement.</summary>
    public static IReadOnlyList<SentinelEvent> FailoverOnRecord { get; } =
        [.. Failover.Select(one => one is MasterSwitched ? one with { Evidence = [.. one.Evidence, Say(1, 4290)] } : one)];

    /// <summary>Somebody asked for it.</summary>
    public static IReadOnlyList<SentinelEvent> Planned { get; } =
    [
        Fill(new FailoverStarted { Address = Old, Leader = Sentinel(1), Planned = true, Attempt = 1 }, 2, 0, Say(1, 0)),
        Fill(new MasterSwitched { OldAddress = Old, NewAddress = New, Planned = true, PreviousEpoch = 6 }, 2, 1090, Say(2, 1040), Say(3, 1090), Say(1, 2160)),
        Fill(
            new FailoverCompleted
            {
                OldAddress = Old,
                NewAddress = New,
                Planned = true,
                NewMasterRole = RoleCheck.Verified,
                OldMasterWritable = OldMasterWritable.Ended,
                OldMasterWritableFor = TimeSpan.FromMilliseconds(900),
                Phases = Phases(0, 0, 1090, 1040),
            },
            2,
            2130,
            Say(1, 2130)),
    ];

    /// <summary>No replica was fit; the sentinels tried again six minutes later.</summary>
    public static IReadOnlyList<SentinelEvent> FailedThenSwitched { get; } =
    [
        Fill(new MasterSuspected { Address = Old }, 3, 0, Say(1, 0)),
        Fill(new MasterDown { Address = Old }, 3, 310, Say(1, 0), Say(2, 310), Say(3, 420)),
        Fill(new FailoverStarted { Address = Old, Leader = Sentinel(2), Attempt = 1 }, 3, 960, Say(2, 960)),
        Fill(new FailoverFailed { Address = Old, Reason = FailoverFailure.NoGoodReplica, Attempt = 1, EarliestNextAttempt = Start.AddMinutes(6) }, 3, 1500, Say(2, 1500)),
        Fill(new MasterSwitched { OldAddress = Old, NewAddress = New, PreviousEpoch = 6 }, 3, 362_400, Say(1, 362_330), Say(3, 362_400)),
    ];

    /// <summary>The first four events of <see cref="FailedThenSwitched"/>: nothing is known yet of how it ends.</summary>
    public static IReadOnlyList<SentinelEvent> Failed => [.. FailedThenSwitched.Take(4)];

    /// <summary>More sentinels than lanes.</summary>
    public static IReadOnlyList<SentinelEvent> ManySentinels { get; } = Automatic(14, "local", "mymaster", Old, New, 4);

    /// <summary>A host with a hundred masters died; some are not replaced yet.</summary>
    public static IReadOnlyList<SentinelEvent> Host(int masters = 100, int down = 0, Func<int, string>? name = null)
    {
        var all = Enumerable.Range(0, masters).Select(number => Automatic(
            3,
            "east",
            name?.Invoke(number) ?? string.Create(CultureInfo.InvariantCulture, $"orders-{number:000}"),
            new HostAddress("10.0.0.1", 7000 + number),
            new HostAddress(string.Create(CultureInfo.InvariantCulture, $"10.0.0.{2 + (number % 4)}"), 7000 + number),
            100 + number)).ToList();
        return [.. all.Select(incident => incident[0]), .. all.Skip(down).Select(incident => incident[2])];
    }

    /// <summary>A replica that came up again for good after its flaps.</summary>
    public static (Notification Told, KnownIncidents Known) Flaps { get; } = (
        new Notification
        {
            Events = [Fill(new ReplicaRecovered { Address = new("10.0.0.3", 6379), DownFor = TimeSpan.FromSeconds(9) }, 50, 960_000, Say(1, 960_000), Say(2, 960_100))],
            Flaps = 49,
            ThreadOf = Incident(5),
        },
        Known([Fill(new ReplicaDown { Address = new("10.0.0.3", 6379) }, 5, 310, Say(1, 0), Say(2, 310))]));

    public static KnownIncidents Known(IReadOnlyList<SentinelEvent> events) =>
        new(events.GroupBy(one => one.IncidentId).ToDictionary(incident => incident.Key, IReadOnlyList<SentinelEvent> (incident) => [.. incident]));

    private static SentinelEvent[] Automatic(int sentinels, string cluster, string master, HostAddress old, HostAddress now, int incident)
    {
        var suspicions = Enumerable.Range(1, sentinels).Select(number => Say(number, (number - 1) * 310 / Math.Max(sentinels / 2, 1))).ToArray();
        var quorum = (sentinels / 2) + 1;
        SentinelEvent[] events =
        [
            Fill(new MasterDown { Address = old }, incident, 310, [.. suspicions.Take(quorum)]),
            Fill(new FailoverStarted { Address = old, Leader = Sentinel(1), Attempt = 1 }, incident, 960, Say(1, 960)),
            Fill(
                new MasterSwitched { OldAddress = old, NewAddress = now, PreviousEpoch = 6 },
                incident,
                2200,
                [.. Enumerable.Range(2, sentinels - 1).Select(number => Say(number, 2100 + (number * 100 / sentinels)))]),
            Fill(
                new FailoverCompleted
                {
                    OldAddress = old,
                    NewAddress = now,
                    NewMasterRole = RoleCheck.Verified,
                    OldMasterWritable = OldMasterWritable.Unreachable,
                    StragglerCount = null,
                    Phases = Phases(310, 650, 1240, 2080),
                },
                incident,
                4280,
                Say(1, 4280)),
        ];
        return [.. events.Select(one => one with { Cluster = cluster, Master = master })];
    }

    private static FailoverPhase[] Phases(params int[] milliseconds) =>
        [.. milliseconds.Select((length, place) => new FailoverPhase((FailoverPhaseName)place, TimeSpan.FromMilliseconds(length)))];

    private static T Fill<T>(T sentinelEvent, int incident, int agreed, params Evidence[] evidence)
        where T : SentinelEvent => sentinelEvent with
        {
            EventId = Guid.Parse(string.Create(CultureInfo.InvariantCulture, $"0a9b8c7d-{(int)sentinelEvent.Kind:x4}-8222-8333-{incident:x12}")),
            IncidentId = Incident(incident),
            Cluster = "local",
            Master = "mymaster",
            Epoch = 7,
            Severity = sentinelEvent switch
            {
                MasterDown or MasterSwitched or FailoverFailed => Severity.Critical,
                FailoverStarted or ReplicaDown => Severity.Warning,
                _ => Severity.Info,
            },
            OccurredAt = evidence.Min(one => one.At),
            AgreedAt = Start.AddMilliseconds(agreed),
            Agreement = sentinelEvent is FailoverStarted or FailoverFailed or FailoverCompleted ? new(AgreementBasis.Alone, 1, 1, 3) : new(AgreementBasis.Majority, 2, 2, 3),
            Evidence = evidence,
        };

    private static Evidence Say(int sentinel, int milliseconds) => new(
        Sentinel(sentinel), string.Create(CultureInfo.InvariantCulture, $"10.0.0.{10 + sentinel}:26379"), Start.AddMilliseconds(milliseconds), EvidenceSource.PubSub);

    private static string Sentinel(int number) => string.Create(CultureInfo.InvariantCulture, $"{number:x8}{new string('0', 32)}");

    private static Guid Incident(int number) => Guid.Parse(string.Create(CultureInfo.InvariantCulture, $"6f1d8a3e-52c4-8b7a-9d20-{number:x12}"));
}
