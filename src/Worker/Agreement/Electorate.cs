using SentinelEvents.Contracts;
using SentinelEvents.Worker.Events;

namespace SentinelEvents.Worker.Agreement;

/// <summary>Who may vote on a master, and how many votes are enough.</summary>
internal sealed class Electorate
{
    private readonly MasterState master;
    private readonly SmallMap<SentinelState> sentinels;
    private readonly AgreementPolicy policy;

    private Electorate(Turn turn, MasterState master)
    {
        this.master = master;
        sentinels = turn.Sentinels;
        var onConfig = new List<KeyValuePair<string, MasterView>>(master.Views.Count);
        // The same votes, and so the same list, as long as nobody has only one of the two.
        List<KeyValuePair<string, MasterView>>? onState = null;
        var (known, seen, quorum) = (0, 0, 1);
        foreach (var vote in master.Views)
        {
            if (!sentinels.TryGetValue(vote.Key, out var sentinel) || !sentinel.Seen)
            {
                continue;
            }

            var view = vote.Value;
            seen++;
            known = Math.Max(known, view.OtherSentinels + 1);
            quorum = Math.Max(quorum, view.Settings?.Quorum ?? 1);
            var isFresh = view.ReadAt is { } readAt && turn.Now - readAt <= turn.Policy.AnswerLifetime && view.AskedAt >= master.TrustedFrom;
            var mayOnConfig = isFresh && view.Announced is null;
            var mayOnState = isFresh && !sentinel.Tilt && turn.Now >= view.SettlingUntil;
            if (mayOnConfig != mayOnState)
            {
                onState ??= [.. onConfig];
            }

            if (mayOnConfig)
            {
                onConfig.Add(vote);
            }

            if (mayOnState)
            {
                onState?.Add(vote);
            }
        }

        (OnConfig, OnState) = (onConfig, onState ?? onConfig);
        // Fewer than are configured are never taken for the whole, but those that were read and do not monitor it do not count.
        Known = Math.Max(Math.Max(known, turn.Policy.ConfiguredSentinels - ReadWithoutIt()), Math.Max(seen, 1));
        Quorum = quorum;
        policy = turn.Policy.Agreement;
    }

    /// <summary>Of this master, as its sentinels are seen now. The rules of one step share it: they change what is recorded, not who votes.</summary>
    public static Electorate Of(Turn turn, MasterState master)
    {
        if (turn.Electorate is not { } last
            || !ReferenceEquals(last.master.Views, master.Views)
            || last.master.TrustedFrom != master.TrustedFrom
            || !ReferenceEquals(last.sentinels, turn.Sentinels))
        {
            turn.Electorate = last = new Electorate(turn, master);
        }

        return last;
    }

    /// <summary>The same for readers at the side, who are in no step.</summary>
    public static Electorate At(ClusterState state, MasterState master, DateTimeOffset now) => new(new Turn(state, now), master);

    /// <summary>How many sentinels are known: dead ones count, as they do for the sentinels themselves.</summary>
    public int Known { get; }

    /// <summary>Their own quorum setting; the highest where they differ.</summary>
    public int Quorum { get; }

    public int Majority => (Known / 2) + 1;

    /// <summary>How many answers make a switch agreed.</summary>
    public int RequiredForSwitch => policy switch
    {
        AgreementPolicy.Quorum => Quorum,
        AgreementPolicy.All => Known,
        AgreementPolicy.First => 1,
        _ => Majority,
    };

    public AgreementBasis SwitchBasis => policy switch
    {
        AgreementPolicy.Quorum => AgreementBasis.Quorum,
        AgreementPolicy.All => AgreementBasis.All,
        AgreementPolicy.First => AgreementBasis.First,
        _ => AgreementBasis.Majority,
    };

    /// <summary>
    /// Those that may say who is master: seen, with an answer that is not stale. TILT does not take this vote away: a sentinel
    /// in TILT still takes over newer configurations (<c>redis:src/sentinel.c</c>, <c>sentinelProcessHelloMessage</c>). An announced
    /// switch without effect does: that sentinel's answer contradicts its own words.
    /// </summary>
    public List<KeyValuePair<string, MasterView>> OnConfig { get; }

    /// <summary>Those that may say whether something is down: as above, not in TILT, and not just started, reset or told to monitor.</summary>
    public List<KeyValuePair<string, MasterView>> OnState { get; }

    private int ReadWithoutIt()
    {
        var count = 0;
        foreach (var (id, sentinel) in sentinels)
        {
            count += sentinel is { Seen: true, SnapshotAt: not null } && !master.Views.ContainsKey(id) ? 1 : 0;
        }

        return count;
    }
}
