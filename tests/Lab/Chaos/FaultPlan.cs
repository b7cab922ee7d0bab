namespace SentinelEvents.Lab;

/// <summary>The faults of a run, decided before it begins: the same options, the same plan.</summary>
internal static class FaultPlan
{
    /// <summary>How often more than a minority of the sentinels may be struck at once, where the plan comes to it.</summary>
    private const double LoseMajority = 0.2;

    /// <summary>How often a fault is drawn for one moment, until it strikes somebody who is free.</summary>
    private const int Draws = 8;

    /// <summary>What was struck is left alone for so long, so that one fault can be told from the next.</summary>
    private static readonly TimeSpan Respite = TimeSpan.FromSeconds(2);

    public static IReadOnlyList<PlannedFault> Make(ChaosOptions options)
    {
        var random = new Random(options.Seed);
        var kinds = FaultShape.Possible(options).Where(kind => options.Kinds.Count == 0 || options.Kinds.Contains(kind)).SelectMany(kind => Enumerable.Repeat(kind, FaultShape.All[kind].Weight)).ToList();
        var busy = new Dictionary<(FaultVictim, int), TimeSpan>();
        List<PlannedFault> plan = [];
        var at = TimeSpan.FromSeconds(3);
        while (at < options.Length)
        {
            for (var draw = 0; draw < Draws; draw++)
            {
                var fault = Draw(options, kinds, at, random);
                var victims = Victims(options, fault);
                var struck = Enumerable.Range(0, options.Sentinels).Count(index => busy.GetValueOrDefault((FaultVictim.Sentinel, index)) > at);
                var tooMany = victims is [(FaultVictim.Sentinel, _)] && (struck + 1) * 2 > options.Sentinels && random.NextDouble() >= LoseMajority;
                if (victims.All(victim => busy.GetValueOrDefault(victim) <= at) && !tooMany)
                {
                    plan.Add(fault);
                    foreach (var victim in victims)
                    {
                        busy[victim] = at + fault.Duration + Respite;
                    }

                    break;
                }
            }

            // Exponential gaps: faults come in crowds and leave pauses, as they do.
            at += TimeSpan.FromSeconds(Math.Min(-Math.Log(1 - random.NextDouble()) * options.Pace.TotalSeconds, 6 * options.Pace.TotalSeconds));
        }

        return plan;
    }

    private static PlannedFault Draw(ChaosOptions options, List<FaultKind> kinds, TimeSpan at, Random random)
    {
        var kind = kinds[random.Next(kinds.Count)];
        var shape = FaultShape.All[kind];
        var target = random.Next(Members(options, Victim(kind)));
        var variant = random.NextDouble();
        var duration = TimeSpan.FromSeconds(shape.Shortest + (random.NextDouble() * (shape.Longest - shape.Shortest)));
        // A worker that comes back at once is the hardest case of its kind: every second time.
        return new PlannedFault(at, kind, target, variant, kind == FaultKind.WorkerKill && random.NextDouble() < 0.5 ? TimeSpan.Zero : duration);
    }

    private static FaultVictim Victim(FaultKind kind) => FaultShape.All[kind].Of is var of && of == FaultVictim.SentinelOfMaster ? FaultVictim.Sentinel : of;

    private static IReadOnlyList<(FaultVictim, int)> Victims(ChaosOptions options, PlannedFault fault) => Victim(fault.Kind) == FaultVictim.AllWorkers
        ? [.. Enumerable.Range(0, options.Workers).Select(worker => (FaultVictim.Worker, worker))]
        : [(Victim(fault.Kind), fault.Target)];

    private static int Members(ChaosOptions options, FaultVictim victim) => victim switch
    {
        FaultVictim.Master => options.Masters,
        FaultVictim.Sentinel => options.Sentinels,
        FaultVictim.Worker => options.Workers,
        _ => 1,
    };
}
