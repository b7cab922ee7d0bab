using System.Globalization;
using SentinelEvents.Contracts;
using SentinelEvents.Lab;

namespace SentinelEvents.Integration.Proofs;

/// <summary>Hand-made accounts of a run of three sentinels with one master; times are seconds.</summary>
internal sealed class ProofRecordBuilder
{
    public const string Master = "mymaster";
    public const int A = 6001;
    public const int B = 6002;
    public const int C = 6003;
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly int[] Ports = [26001, 26002, 26003];

    private readonly Dictionary<int, List<(double At, string Line)>> logs = Ports.ToDictionary(port => port, _ => new List<(double, string)>());
    private readonly List<(double At, int Sentinel, long Epoch, int Address)> answers = [];
    private readonly List<Disturbance> disturbances = [];
    private readonly Dictionary<string, List<Told>> told = new() { ["bus"] = [], ["webhook"] = [] };
    private int ids;

    public ProofRecordBuilder()
    {
        for (var sentinel = 0; sentinel < 3; sentinel++)
        {
            answers.Add((0, sentinel, 0, A));
            Log(sentinel, 0, $"Sentinel ID is {IdOf(sentinel)}");
        }
    }

    public Owing Owing { get; set; } = Owing.Visible;

    public int Workers { get; set; } = 1;

    public static string IdOf(int sentinel) => new((char)('a' + sentinel), 40);

    public static DateTimeOffset At(double seconds) => Start.AddSeconds(seconds);

    /// <summary>A line of a sentinel's log.</summary>
    public ProofRecordBuilder Log(int sentinel, double at, string text)
    {
        logs[Ports[sentinel]].Add((at, text));
        return this;
    }

    /// <summary>A sentinel answers from now on with this master.</summary>
    public ProofRecordBuilder Holds(int sentinel, double at, long epoch, int address)
    {
        answers.Add((at, sentinel, epoch, address));
        return this;
    }

    /// <summary>Sentinel 0 leads, the others follow: the master moves, as each of them writes down.</summary>
    public ProofRecordBuilder Moves(double at, long epoch, int from, int to)
    {
        Log(0, at, FormattableString.Invariant($"+new-epoch {epoch}"));
        Log(0, at, FormattableString.Invariant($"+try-failover master {Master} 127.0.0.1 {from}"));
        Log(0, at + 0.5, FormattableString.Invariant($"+promoted-slave slave 127.0.0.1:{to} 127.0.0.1 {to} @ {Master} 127.0.0.1 {from}"));
        Holds(0, at + 0.5, epoch, to);
        foreach (var sentinel in (int[])[1, 2])
        {
            Log(sentinel, at + 0.6, FormattableString.Invariant($"+switch-master {Master} 127.0.0.1 {from} 127.0.0.1 {to}"));
            Holds(sentinel, at + 0.6, epoch, to);
        }

        return Log(0, at + 2, FormattableString.Invariant($"+switch-master {Master} 127.0.0.1 {from} 127.0.0.1 {to}"));
    }

    /// <summary>All receivers are told of a switch; the id of the event.</summary>
    public Guid Switched(double at, long epoch, int from, int to, int generation = 0)
    {
        var e = new MasterSwitched
        {
            EventId = NextId(),
            Cluster = "proof",
            Master = Master,
            Generation = generation,
            Epoch = epoch,
            PreviousEpoch = epoch - 1,
            AgreedAt = At(at),
            OccurredAt = At(at),
            OldAddress = new HostAddress("127.0.0.1", from),
            NewAddress = new HostAddress("127.0.0.1", to),
        };
        Tell(e, at + 0.1);
        return e.EventId;
    }

    /// <summary>A receiver, or all of them, take an event.</summary>
    public void Tell(SentinelEvent e, double at, string? receiver = null)
    {
        foreach (var name in told.Keys.Where(name => receiver is null || name == receiver))
        {
            told[name].Add(new Told(e.EventId, e.Kind, At(at), e));
        }
    }

    public Guid NextId() => new(++ids, 0, 0, new byte[8]);

    /// <summary>Takes a delivery away again.</summary>
    public ProofRecordBuilder Forget(string receiver, Guid id)
    {
        told[receiver].RemoveAll(one => one.EventId == id);
        return this;
    }

    /// <summary>A receiver takes an event once more.</summary>
    public ProofRecordBuilder Again(string receiver, Guid id, double at)
    {
        told[receiver].Add(told[receiver].First(one => one.EventId == id) with { At = At(at) });
        return this;
    }

    public ProofRecordBuilder Fault(DisturbedPart part, double from, double to)
    {
        disturbances.Add(new Disturbance("fault", part, At(from), At(to)));
        return this;
    }

    public Verdict Judged(double end = 300) => Judge.Decide(new ProofRecord
    {
        Masters = [Master],
        Sentinels = [.. logs.Select(log => SentinelAccount.Read(log.Key, log.Value.OrderBy(line => line.At).Select(Written), At(end)))],
        Holdings = [.. answers.GroupBy(answer => answer.Sentinel).SelectMany(own => Spans([.. own.OrderBy(answer => answer.At)], end))],
        Disturbances = disturbances,
        Receivers = [.. told.Select(receiver => new ReceiverAccount(receiver.Key, [.. receiver.Value.OrderBy(one => one.At)]))],
        Owing = Owing,
        Workers = Workers,
    });

    private static IEnumerable<Holding> Spans(List<(double At, int Sentinel, long Epoch, int Address)> own, double end) => own.Select((answer, index) => new Holding(
        Ports[answer.Sentinel],
        Master,
        answer.Epoch,
        FormattableString.Invariant($"127.0.0.1:{answer.Address}"),
        At(answer.At),
        At(index + 1 < own.Count ? own[index + 1].At : end)));

    private static string Written((double At, string Line) line) =>
        string.Create(CultureInfo.InvariantCulture, $"4711:X {At(line.At):dd MMM yyyy HH:mm:ss.fff} # {line.Line}");
}
