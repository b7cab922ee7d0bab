using System.Collections.Immutable;
using SentinelEvents.Contracts;
using SentinelEvents.Worker.Events;

namespace SentinelEvents.Worker.Agreement;

/// <summary>Who may vote on a master, and how many votes are enough.</summary>
internal sealed class Electorate
{
    private readonly Turn turn;
    private readonly MasterState master;
    private readonly ImmutableSortedDictionary<string, SentinelState> sentinels;

    private KeyValuePair<string, MasterView>[]? onConfig;
    private KeyValuePair<string, MasterView>[]? onState;

    private Electorate(Turn turn, MasterState master)
    {
        this.turn = turn;
        this.master = master;
        sentinels = turn.State.Sentinels;
        // Fewer than are configured are never taken for the whole, but those that were read and do not monitor it do not count.
        var known = turn.Policy.ConfiguredSentinels - turn.State.Sentinels.Values.Count(sentinel => sentinel is { Seen: true, SnapshotAt: not null } && !master.Views.ContainsKey(sentinel.Id));
        var seen = 0;
        var quorum = 1;
        foreach (var (id, view) in master.Views)
        {
            if (!turn.State.Sentinels.TryGetValue(id, out var sentinel) || !sentinel.Seen)
            {
                continue;
            }

            seen++;
            known = Math.Max(known, view.OtherSentinels + 1);
            quorum = Math.Max(quorum, view.Settings?.Quorum ?? 1);
        }

        Known = Math.Max(Math.Max(known, seen), 1);
        Quorum = quorum;
    }

    /// <summary>Of this master, as its sentinels are seen now. The rules of one step share it: they change what is recorded, not who votes.</summary>
    public static Electorate Of(Turn turn, MasterState master)
    {
        if (turn.Electorate is not { } last
            || !ReferenceEquals(last.master.Views, master.Views)
            || last.master.TrustedFrom != master.TrustedFrom
            || !ReferenceEquals(last.sentinels, turn.State.Sentinels))
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
    public int RequiredForSwitch => turn.Policy.Agreement switch
    {
        AgreementPolicy.Quorum => Quorum,
        AgreementPolicy.All => Known,
        AgreementPolicy.First => 1,
        _ => Majority,
    };

    public AgreementBasis SwitchBasis => turn.Policy.Agreement switch
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
    public IReadOnlyList<KeyValuePair<string, MasterView>> OnConfig => onConfig ??= [.. master.Views.Where(entry =>
        turn.State.Sentinels.TryGetValue(entry.Key, out var sentinel) && sentinel.Seen
        && IsFresh(entry.Value) && entry.Value.Announced is null)];

    /// <summary>Those that may say whether something is down: as above, not in TILT, and not just started, reset or told to monitor.</summary>
    public IReadOnlyList<KeyValuePair<string, MasterView>> OnState => onState ??= [.. master.Views.Where(entry =>
        turn.State.Sentinels.TryGetValue(entry.Key, out var sentinel) && sentinel.Seen && !sentinel.Tilt
        && IsFresh(entry.Value) && turn.Now >= entry.Value.SettlingUntil)];

    private bool IsFresh(MasterView view) =>
        view.ReadAt is { } readAt && turn.Now - readAt <= turn.Policy.AnswerLifetime && view.AskedAt >= master.TrustedFrom;
}
