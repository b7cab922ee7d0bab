using System.Collections.Concurrent;
using SentinelEvents.Fuzz.Inputs;

namespace SentinelEvents.Fuzz;

/// <summary>Gives every target its part of the inputs.</summary>
/// <param name="options">What is tried.</param>
/// <param name="say">Told how far it has come.</param>
/// <param name="known">The targets that there are.</param>
internal sealed class FuzzRun(FuzzOptions options, Action<string> say, IReadOnlyList<FuzzTarget> known)
{
    private const long PartLength = 500;

    /// <summary>One input after which nothing else is tried: it will not end. By the clock, so that a machine with much other work needs patience.</summary>
    private static readonly TimeSpan Endless = TimeSpan.FromMinutes(10);

    private readonly IReadOnlyList<FuzzTarget> targets = [.. known.Where(target => options.Targets.Count == 0 || options.Targets.Contains(target.Name, StringComparer.Ordinal))];
    private readonly Lock gate = new();
    private readonly ConcurrentDictionary<(string Target, string Cause), byte> found = new();

    public FuzzRun(FuzzOptions options, Action<string> say)
        : this(options, say, FuzzTargets.All)
    {
    }

    /// <summary>The inputs of each target.</summary>
    public IReadOnlyDictionary<string, long> Shares
    {
        get
        {
            var whole = targets.Sum(target => target.Weight);
            return targets.ToDictionary(target => target.Name, target => (options.Inputs * target.Weight / whole) + 1, StringComparer.Ordinal);
        }
    }

    public FuzzResult Run(CancellationToken cancellation)
    {
        var start = TimeProvider.System.GetTimestamp();
        var tallies = targets.ToDictionary(target => target.Name, target => new TargetTally(target), StringComparer.Ordinal);
        var parts = new ConcurrentQueue<FuzzPart>(Parts());
        var lanes = Enumerable.Range(0, options.Threads).Select(number => new FuzzLane(options, number)).ToList();
        var threads = lanes.ConvertAll(lane => new Thread(() => Work(lane)) { IsBackground = true });
        threads.ForEach(thread => thread.Start());
        var told = start;
        while (!threads.TrueForAll(thread => thread.Join(TimeSpan.FromMilliseconds(200) / threads.Count)))
        {
            if (lanes.Find(lane => lane.Busy > Endless) is { } stuck)
            {
                // Its thread cannot be ended; the process will.
                tallies[stuck.Target!.Name].Find(Kept(new FuzzFinding(stuck.Target.Name, "does not end", options.Seed, stuck.Index, stuck.Target.Make(Chance.At(options.Seed, stuck.Target.Name, stuck.Index)), "", 1)));
                break;
            }

            if (TimeProvider.System.GetElapsedTime(told) > TimeSpan.FromSeconds(30))
            {
                told = TimeProvider.System.GetTimestamp();
                lock (gate)
                {
                    say(FormattableString.Invariant($"{tallies.Values.Sum(tally => tally.Inputs):#,0} inputs, {tallies.Values.Sum(tally => tally.Findings.Count())} findings after {TimeProvider.System.GetElapsedTime(start):hh\\:mm\\:ss}"));
                }
            }
        }

        lock (gate)
        {
            return new FuzzResult([.. targets.Select(target => tallies[target.Name])], TimeProvider.System.GetElapsedTime(start));
        }

        void Work(FuzzLane lane)
        {
            while (!IsOver() && parts.TryDequeue(out var part))
            {
                var tally = Try(lane, part, IsOver);
                lock (gate)
                {
                    tallies[part.Target.Name].Add(tally);
                }
            }

            lane.Done();
        }

        bool IsOver() => cancellation.IsCancellationRequested || TimeProvider.System.GetElapsedTime(start) > options.Longest;
    }

    /// <summary>In turn, so that a run that is broken off has tried something of each.</summary>
    private IEnumerable<FuzzPart> Parts()
    {
        var shares = Shares;
        var rounds = shares.Values.Max(share => (share + PartLength - 1) / PartLength);
        for (var round = 0L; round < rounds; round++)
        {
            foreach (var target in targets)
            {
                // Each is through at the same time, whatever its share.
                var share = shares[target.Name];
                var (from, to) = (share * round / rounds, share * (round + 1) / rounds);
                if (to > from)
                {
                    yield return new FuzzPart(target, from, to);
                }
            }
        }
    }

    private TargetTally Try(FuzzLane lane, FuzzPart part, Func<bool> isOver)
    {
        var (target, from, to) = part;
        var tally = new TargetTally(target);
        for (var index = from; index < to && !isOver(); index++)
        {
            lane.Begin(target, index);
            var input = target.Make(Chance.At(options.Seed, target.Name, index));
            var trial = InputTrial.Of(target, input);
            tally.Count(trial.Cause is null ? trial.Outcome! : FuzzTarget.Broken, index, input.Length, trial.Time, trial.Allocated);
            if (trial.Cause is { } cause)
            {
                tally.Find(found.TryAdd((target.Name, cause), 0)
                    ? Kept(new FuzzFinding(target.Name, cause, options.Seed, index, Shrinker.Shrink(target, input, cause), trial.Detail, 1))
                    : new FuzzFinding(target.Name, cause, options.Seed, long.MaxValue, [], "", 1));
            }
        }

        return tally;
    }

    private FuzzFinding Kept(FuzzFinding finding)
    {
        var kept = options.Folder is { } folder ? FindingFile.Keep(finding, folder) : finding;
        say(kept.ToString());
        return kept;
    }
}
