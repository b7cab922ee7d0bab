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
        var views = master.Views.Entries;
        var (onConfig, onState) = (new Choice(views), new Choice(views));
        var (known, seen, quorum) = (0, 0, 1);
        var lifetime = turn.Policy.AnswerLifetime;
        var pairs = new Pairs(sentinels.Entries);
        for (var index = 0; index < views.Length; index++)
        {
            if (pairs.Find(views[index].Key) is not { Seen: true } sentinel)
            {
                continue;
            }

            var view = views[index].Value;
            seen++;
            known = Math.Max(known, view.OtherSentinels + 1);
            quorum = Math.Max(quorum, view.Settings?.Quorum ?? 1);
            if (view.ReadAt is { } readAt && turn.Now - readAt <= lifetime && view.AskedAt >= master.TrustedFrom)
            {
                if (view.Announced is null)
                {
                    onConfig.Take(index);
                }

                if (!sentinel.Tilt && turn.Now >= view.SettlingUntil)
                {
                    onState.Take(index);
                }
            }
        }

        (OnConfig, OnState) = (onConfig.Votes, onState.Votes);
        // Fewer than are configured are never taken for the whole, but those that were read and do not monitor it do not count.
        Known = Math.Max(Math.Max(known, turn.Policy.ConfiguredSentinels - pairs.ReadWithoutIt()), Math.Max(seen, 1));
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
    public Votes OnConfig { get; }

    /// <summary>Those that may say whether something is down: as above, not in TILT, and not just started, reset or told to monitor.</summary>
    public Votes OnState { get; }

    /// <summary>Finds the sentinels of the views, which have the same order.</summary>
    private struct Pairs(KeyValuePair<string, SentinelState>[] sentinels)
    {
        private int next;
        private int readWithoutIt;

        public SentinelState? Find(string id)
        {
            for (; next < sentinels.Length; next++)
            {
                var (key, sentinel) = sentinels[next];
                var order = ReferenceEquals(key, id) ? 0 : string.CompareOrdinal(key, id);
                if (order >= 0)
                {
                    next += order == 0 ? 1 : 0;
                    return order == 0 ? sentinel : null;
                }

                Pass(sentinel);
            }

            return null;
        }

        /// <summary>How many sentinels that are seen were read and do not have it; the last of all questions.</summary>
        public int ReadWithoutIt()
        {
            for (; next < sentinels.Length; next++)
            {
                Pass(sentinels[next].Value);
            }

            return readWithoutIt;
        }

        private void Pass(SentinelState sentinel) => readWithoutIt += sentinel is { Seen: true, SnapshotAt: not null } ? 1 : 0;
    }

    /// <summary>Some of the views, in their order: as long as it is all of them, the very same array.</summary>
    private struct Choice(KeyValuePair<string, MasterView>[] views)
    {
        private List<KeyValuePair<string, MasterView>>? some;
        private int all;

        public readonly Votes Votes => new(some is { } list ? [.. list] : all == views.Length ? views : views[..all]);

        public void Take(int index)
        {
            if (some is null && index == all)
            {
                all++;
            }
            else
            {
                some ??= [.. views.AsSpan(0, all)];
                some.Add(views[index]);
            }
        }
    }
}
