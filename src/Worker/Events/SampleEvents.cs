using SentinelEvents.Contracts;

namespace SentinelEvents.Worker.Events;

/// <summary>One well-formed event of every kind, always the same: what templates are tried on, and what a test notification is made of.</summary>
internal static class SampleEvents
{
    private static readonly DateTimeOffset Start = new(2026, 3, 7, 3, 12, 4, 120, TimeSpan.Zero);
    private static readonly HostAddress Old = new("10.0.0.1", 6379);
    private static readonly HostAddress New = new("10.0.0.2", 6379);
    private static readonly HostAddress Replica = new("10.0.0.3", 6379);
    private static readonly HostAddress Third = new("10.0.0.13", 26379);
    private const string First = "5f0c7b7f4b1f7f7cf3a2f1f6d1f5b1f0a1b2c3d4";
    private const string Second = "8a1de5e2c9b04c2a9f60b6f1c1a7d3e4f5061728";
    private const string Last = "c3b2a19087f6e5d4c3b2a19087f6e5d4c3b2a190";

    public static Guid Incident { get; } = Guid.Parse("6f1d8a3e-52c4-8b7a-9d20-3b1f4c5e6a70");

    public static IEnumerable<EventKind> Kinds => Enum.GetValues<EventKind>();

    public static Guid Id(EventKind kind) => Guid.Parse($"0a9b8c7d-1111-8222-8333-{(int)kind + 1:x12}");

    public static SentinelEvent Of(EventKind kind) => Of(kind, Start);

    /// <param name="kind">Of which kind.</param>
    /// <param name="start">When it began.</param>
    public static SentinelEvent Of(EventKind kind, DateTimeOffset start) => kind switch
    {
        EventKind.MasterSuspected => new MasterSuspected
        {
            EventId = Id(kind),
            IncidentId = Incident,
            Cluster = "local",
            Master = "mymaster",
            Epoch = 6,
            Severity = Severity.Info,
            OccurredAt = start,
            AgreedAt = start,
            Agreement = new(AgreementBasis.First, 1, 1, 3),
            Evidence = [FirstOf(start)],
            Address = Old,
        },
        EventKind.MasterDown => new MasterDown
        {
            EventId = Id(kind),
            IncidentId = Incident,
            Cluster = "local",
            Master = "mymaster",
            Epoch = 6,
            Severity = Severity.Critical,
            OccurredAt = start,
            AgreedAt = start.AddMilliseconds(310),
            Agreement = new(AgreementBasis.ODown, 2, 2, 3),
            Evidence = TwoOf(start),
            Address = Old,
        },
        EventKind.MasterRecovered => new MasterRecovered
        {
            EventId = Id(kind),
            IncidentId = Incident,
            Cluster = "local",
            Master = "mymaster",
            Epoch = 6,
            Severity = Severity.Info,
            OccurredAt = start.AddSeconds(42),
            AgreedAt = start.AddMilliseconds(42_200),
            Agreement = new(AgreementBasis.Majority, 2, 2, 3),
            Evidence = TwoOf(start),
            Address = Old,
            DownFor = TimeSpan.FromMilliseconds(42_200),
        },
        EventKind.FailoverStarted => new FailoverStarted
        {
            EventId = Id(kind),
            IncidentId = Incident,
            Cluster = "local",
            Master = "mymaster",
            Epoch = 6,
            Severity = Severity.Warning,
            OccurredAt = start,
            AgreedAt = start,
            Agreement = new(AgreementBasis.Alone, 1, 1, 3),
            Evidence = [FirstOf(start)],
            Address = Old,
            Leader = First,
            Attempt = 1,
            Votes = TwoOf(start.AddMilliseconds(-400)),
        },
        EventKind.FailoverFailed => new FailoverFailed
        {
            EventId = Id(kind),
            IncidentId = Incident,
            Cluster = "local",
            Master = "mymaster",
            Epoch = 6,
            Severity = Severity.Critical,
            OccurredAt = start,
            AgreedAt = start,
            Agreement = new(AgreementBasis.Alone, 1, 1, 3),
            Evidence = [FirstOf(start)],
            Address = Old,
            Reason = FailoverFailure.NoGoodReplica,
            Attempt = 1,
            EarliestNextAttempt = start.AddMinutes(6),
        },
        EventKind.MasterSwitched => new MasterSwitched
        {
            EventId = Id(kind),
            IncidentId = Incident,
            Cluster = "local",
            Master = "mymaster",
            Epoch = 7,
            Severity = Severity.Critical,
            OccurredAt = start,
            AgreedAt = start.AddMilliseconds(310),
            Agreement = new(AgreementBasis.Majority, 2, 2, 3),
            Evidence = TwoOf(start),
            OldAddress = Old,
            NewAddress = New,
            PreviousEpoch = 6,
        },
        EventKind.MasterSwitchUnconfirmed => new MasterSwitchUnconfirmed
        {
            EventId = Id(kind),
            IncidentId = Incident,
            Cluster = "local",
            Master = "mymaster",
            Epoch = 7,
            Severity = Severity.Critical,
            OccurredAt = start,
            AgreedAt = start.AddSeconds(6),
            Agreement = new(AgreementBasis.Majority, 2, 1, 3),
            Evidence = [FirstOf(start)],
            OldAddress = Old,
            NewAddress = New,
        },
        EventKind.FailoverCompleted => new FailoverCompleted
        {
            EventId = Id(kind),
            IncidentId = Incident,
            Cluster = "local",
            Master = "mymaster",
            Epoch = 7,
            Severity = Severity.Info,
            OccurredAt = start.AddSeconds(1),
            AgreedAt = start.AddMilliseconds(1400),
            Agreement = new(AgreementBasis.Alone, 1, 1, 3),
            Evidence = [FirstOf(start)],
            OldAddress = Old,
            NewAddress = New,
            NewMasterRole = RoleCheck.Verified,
            Phases =
            [
                new(FailoverPhaseName.Detected, TimeSpan.FromMilliseconds(310)),
                new(FailoverPhaseName.Elected, TimeSpan.FromMilliseconds(650)),
                new(FailoverPhaseName.Switched, TimeSpan.FromMilliseconds(1240)),
                new(FailoverPhaseName.Reconfigured, TimeSpan.FromMilliseconds(2080)),
            ],
            OldMasterWritable = OldMasterWritable.Yes,
            OldMasterWritableFor = TimeSpan.FromMilliseconds(2130),
            StragglerCount = 3,
            Stragglers =
            [
                new(new("10.0.0.31", 41022), "billing-7", "lettuce 6.3.2", TimeSpan.FromHours(5), TimeSpan.Zero, "set", Writes: true),
                new(new("10.0.0.32", 41023), "", "", TimeSpan.FromMinutes(2), TimeSpan.FromSeconds(4), "get", Writes: false),
                new(new("fd00::33", 41024), "cache-warmer", "", TimeSpan.FromDays(3), TimeSpan.FromSeconds(40), "", Writes: false),
            ],
        },
        EventKind.ReplicaDown => new ReplicaDown
        {
            EventId = Id(kind),
            IncidentId = Incident,
            Cluster = "local",
            Master = "mymaster",
            Epoch = 7,
            Severity = Severity.Warning,
            OccurredAt = start,
            AgreedAt = start.AddMilliseconds(310),
            Agreement = new(AgreementBasis.Majority, 2, 2, 3),
            Evidence = TwoOf(start),
            Address = Replica,
            MasterAddress = New,
        },
        EventKind.ReplicaRecovered => new ReplicaRecovered
        {
            EventId = Id(kind),
            IncidentId = Incident,
            Cluster = "local",
            Master = "mymaster",
            Epoch = 7,
            Severity = Severity.Info,
            OccurredAt = start,
            AgreedAt = start.AddMilliseconds(310),
            Agreement = new(AgreementBasis.Majority, 2, 2, 3),
            Evidence = TwoOf(start),
            Address = Replica,
            MasterAddress = New,
            DownFor = TimeSpan.FromMinutes(12),
        },
        EventKind.SentinelDown => new SentinelDown
        {
            EventId = Id(kind),
            IncidentId = Incident,
            Cluster = "local",
            Severity = Severity.Warning,
            OccurredAt = start,
            AgreedAt = start.AddMilliseconds(310),
            Agreement = new(AgreementBasis.Majority, 2, 2, 3),
            Evidence = TwoOf(start),
            Sentinel = Last,
            Address = Third,
            Masters = ["mymaster", "sessions"],
        },
        EventKind.SentinelRecovered => new SentinelRecovered
        {
            EventId = Id(kind),
            IncidentId = Incident,
            Cluster = "local",
            Severity = Severity.Info,
            OccurredAt = start,
            AgreedAt = start.AddMilliseconds(310),
            Agreement = new(AgreementBasis.Majority, 2, 2, 3),
            Evidence = TwoOf(start),
            Sentinel = Last,
            Address = Third,
            DownFor = TimeSpan.FromHours(30.5),
        },
        EventKind.QuorumLost => new QuorumLost
        {
            EventId = Id(kind),
            IncidentId = Incident,
            Cluster = "local",
            Master = "mymaster",
            Epoch = 7,
            Severity = Severity.Critical,
            OccurredAt = start,
            AgreedAt = start.AddMilliseconds(310),
            Agreement = new(AgreementBasis.Own, 1, 1, 3),
            Evidence = [FirstOf(start)],
            Usable = 1,
            Needed = 2,
            Detail = "NOQUORUM 1 usable Sentinels. Not enough available Sentinels to reach the specified quorum for this master",
        },
        EventKind.QuorumRestored => new QuorumRestored
        {
            EventId = Id(kind),
            IncidentId = Incident,
            Cluster = "local",
            Master = "mymaster",
            Epoch = 7,
            Severity = Severity.Info,
            OccurredAt = start,
            AgreedAt = start.AddMilliseconds(310),
            Agreement = new(AgreementBasis.Own, 1, 2, 3),
            Evidence = TwoOf(start),
            Usable = 2,
            Needed = 2,
        },
        EventKind.ViewsDiverged => new ViewsDiverged
        {
            EventId = Id(kind),
            IncidentId = Incident,
            Cluster = "local",
            Master = "mymaster",
            Epoch = 7,
            Severity = Severity.Critical,
            OccurredAt = start,
            AgreedAt = start.AddSeconds(30),
            Reconciled = true,
            Agreement = new(AgreementBasis.Own, 1, 2, 3),
            Evidence = TwoOf(start),
            Aspect = DivergedAspect.Address,
            Views =
            [
                new(First, "10.0.0.11:26379", "10.0.0.2:6379 at epoch 7"),
                new(Second, "10.0.0.12:26379", "10.0.0.1:6379 at epoch 6"),
            ],
        },
        EventKind.ViewsConverged => new ViewsConverged
        {
            EventId = Id(kind),
            IncidentId = Incident,
            Cluster = "local",
            Master = "mymaster",
            Epoch = 7,
            Severity = Severity.Info,
            OccurredAt = start,
            AgreedAt = start,
            Reconciled = true,
            Agreement = new(AgreementBasis.All, 3, 3, 3),
            Evidence = TwoOf(start),
            Aspect = DivergedAspect.Address,
            Value = "10.0.0.2:6379 at epoch 7",
        },
        EventKind.TiltEntered => new TiltEntered
        {
            EventId = Id(kind),
            IncidentId = Incident,
            Cluster = "local",
            Severity = Severity.Warning,
            OccurredAt = start,
            AgreedAt = start,
            Agreement = new(AgreementBasis.Alone, 1, 1, 3),
            Evidence = [FirstOf(start)],
            Sentinel = First,
            Address = new("10.0.0.11", 26379),
        },
        EventKind.TiltLeft => new TiltLeft
        {
            EventId = Id(kind),
            IncidentId = Incident,
            Cluster = "local",
            Severity = Severity.Info,
            OccurredAt = start,
            AgreedAt = start,
            Agreement = new(AgreementBasis.Alone, 1, 1, 3),
            Evidence = [FirstOf(start)],
            Sentinel = First,
            Address = new("10.0.0.11", 26379),
        },
        EventKind.MonitoringChanged => new MonitoringChanged
        {
            EventId = Id(kind),
            IncidentId = Incident,
            Cluster = "local",
            Master = "mymaster",
            Epoch = 7,
            Severity = Severity.Warning,
            OccurredAt = start,
            AgreedAt = start,
            Agreement = new(AgreementBasis.Alone, 1, 1, 3),
            Evidence = [FirstOf(start)],
            Change = MonitoringChange.SettingChanged,
            Sentinel = First,
            Setting = "down-after-milliseconds",
            OldValue = "30000",
            NewValue = "5000",
            MasterAddress = New,
        },
        EventKind.TopologyChanged => new TopologyChanged
        {
            EventId = Id(kind),
            IncidentId = Incident,
            Cluster = "local",
            Master = "mymaster",
            Epoch = 7,
            Severity = Severity.Info,
            OccurredAt = start,
            AgreedAt = start.AddMilliseconds(310),
            Agreement = new(AgreementBasis.Majority, 2, 2, 3),
            Evidence = TwoOf(start),
            Member = TopologyMember.Replica,
            Change = TopologyChange.Joined,
            Id = "10.0.0.3:6379",
            NewAddress = Replica,
            MasterAddress = New,
        },
        EventKind.SightLost => new SightLost
        {
            EventId = Id(kind),
            IncidentId = Incident,
            Cluster = "local",
            Worker = "host-a",
            Severity = Severity.Critical,
            OccurredAt = start,
            AgreedAt = start.AddSeconds(6),
            Agreement = new(AgreementBasis.Own, 2, 1, 3),
            Evidence = [new(First, "10.0.0.11:26379", start, EvidenceSource.Connection)],
            Seen = 1,
            Needed = 2,
            From = start,
        },
        EventKind.SightRestored => new SightRestored
        {
            EventId = Id(kind),
            IncidentId = Incident,
            Cluster = "local",
            Worker = "host-a",
            Severity = Severity.Info,
            OccurredAt = start.AddMinutes(3),
            AgreedAt = start.AddMinutes(3),
            Agreement = new(AgreementBasis.Own, 2, 3, 3),
            Evidence = [new(First, "10.0.0.11:26379", start.AddMinutes(3), EvidenceSource.Connection)],
            Seen = 3,
            Needed = 2,
            From = start,
            To = start.AddMinutes(3),
        },
        EventKind.HealthReported => new HealthReported
        {
            EventId = Id(kind),
            IncidentId = Incident,
            Cluster = "local",
            Severity = Severity.Info,
            OccurredAt = start,
            AgreedAt = start,
            Agreement = new(AgreementBasis.Own, 3, 3, 3),
            Evidence = [new(First, "10.0.0.11:26379", start, EvidenceSource.Snapshot)],
            Report = "daily",
            PeriodFrom = start.AddDays(-1),
            PeriodTo = start,
            Verdict = HealthVerdict.Ready,
            Masters =
            [
                new()
                {
                    Cluster = "local",
                    Master = "mymaster",
                    Address = New,
                    Epoch = 7,
                    Verdict = HealthVerdict.Ready,
                    Reasons = ["all 3 sentinels agree, and 2 replicas can be promoted"],
                    Margin = new() { Sentinels = 1, Replicas = 1 },
                    Availability = 1,
                    Members = [new(HealthRole.Master, New, HealthStanding.Good, ""), new(HealthRole.Replica, Replica, HealthStanding.Good, "")],
                },
            ],
        },
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "There is no sample of this kind yet."),
    };

    private static Evidence FirstOf(DateTimeOffset start) => new(First, "10.0.0.11:26379", start, EvidenceSource.PubSub);

    private static IReadOnlyList<Evidence> TwoOf(DateTimeOffset start) => [FirstOf(start), new(Second, "10.0.0.12:26379", start.AddMilliseconds(310), EvidenceSource.Snapshot)];
}
