using System.Globalization;
using SentinelEvents.Contracts;

namespace SentinelEvents.Unit.Simulation;

/// <summary>Seeded histories against the promises of Agreement. A failure names its seed; SIMULATION_SEED=n runs that one alone, SIMULATION_HISTORIES=n runs so many.</summary>
public sealed class SimulationTests
{
    private static readonly int First = Setting("SIMULATION_SEED", 1);

    private static readonly int Histories = Setting("SIMULATION_HISTORIES", Environment.GetEnvironmentVariable("SIMULATION_SEED") is null ? 200 : 1);

    /// <summary>How old what a worker believes may be: three readings, and the time of a pause or of a commit that fails.</summary>
    private static readonly TimeSpan Staleness = TimeSpan.FromSeconds(45);

    [Fact]
    public void Histories_OfAnySeed_KeepThePromises()
    {
        var (switches, overtaken, crashes, seconds) = (0, 0, 0, 0);
        Parallel.For(First, First + Histories, seed =>
        {
            var history = Simulation.Run(seed);
            Interlocked.Add(ref switches, history.Announced.Count(agreed => agreed.Event is MasterSwitched));
            Interlocked.Add(ref seconds, history.Announced.Count(agreed => agreed.Event is FailoverCompleted { OldMasterWritable: OldMasterWritable.Yes or OldMasterWritable.Ended }));
            Interlocked.Add(ref overtaken, history.Overtaken);
            Interlocked.Add(ref crashes, history.Crashes);
            Judge(seed, history);
        });

        // Most histories have some, or the simulation simulates nothing.
        Assert.True(
            Histories < 100 || (switches > Histories && overtaken > Histories && crashes > Histories && seconds > Histories / 10),
            $"Only {switches} switches, {seconds} old masters seen as second ones, {overtaken} lost races and {crashes} kills in {Histories} histories.");
        TestContext.Current.TestOutputHelper!.WriteLine(
            $"{Histories} histories from seed {First}: {switches} switches announced, {seconds} old masters seen as second ones, {crashes} workers killed, {overtaken} times another worker was first.");
    }

    /// <summary>Each of them once broke a promise.</summary>
    [Theory]
    [InlineData(813)]
    [InlineData(2092)]
    [InlineData(45583)]
    [InlineData(50699)]
    [InlineData(56039)]
    [InlineData(78911)]
    public void History_OfASeedThatOnceFailed_KeepsThePromises(int seed) => Judge(seed, Simulation.Run(seed));

    [Fact]
    public void Histories_OfTheSameSeed_LeadToTheSameEvents()
    {
        for (var seed = First; seed < First + Math.Min(Histories, 50); seed++)
        {
            Assert.Equal(Texts(Simulation.Run(seed)), Texts(Simulation.Run(seed)));
        }
    }

    private static void Judge(int seed, History history)
    {
        var keys = history.Announced.Select(agreed => agreed.Key).ToList();
        Assert.True(keys.Distinct(StringComparer.Ordinal).Count() == keys.Count, $"Seed {seed}: announced twice: {string.Join(", ", keys.GroupBy(key => key, StringComparer.Ordinal).Where(group => group.Count() > 1).Select(group => group.Key))}");

        var last = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var switched in history.Announced.Select(agreed => agreed.Event).OfType<MasterSwitched>())
        {
            var text = $"Seed {seed}: {SentinelEventJson.Serialize(switched)}";
            Assert.True(switched.Agreement.Reported >= switched.Agreement.Required && switched.Evidence.Count >= switched.Agreement.Required, $"Below the required count. {text}");
            Assert.True(switched.Evidence.Select(evidence => evidence.Sentinel).Distinct(StringComparer.Ordinal).Count() == switched.Evidence.Count, $"A sentinel counted twice. {text}");
            Assert.True(!last.TryGetValue(switched.Master!, out var before) || switched.Epoch > before, $"Not above the epoch before. {text}");
            Assert.True(switched.Generation == 0, $"A generation that never began. {text}");
            last[switched.Master!] = switched.Epoch;
        }

        foreach (var completed in history.Announced.Select(agreed => agreed.Event).OfType<FailoverCompleted>())
        {
            var seen = completed.OldMasterWritable is OldMasterWritable.Yes or OldMasterWritable.Ended;
            Assert.True(seen == completed.OldMasterWritableFor >= TimeSpan.Zero, $"Seed {seed}: {SentinelEventJson.Serialize(completed)}");
        }

        var told = history.Announced.Select(agreed => agreed.Event).OfType<MasterSwitched>().Select(e => (e.Master!, e.Epoch, e.NewAddress.ToString())).ToHashSet();
        foreach (var debt in history.Owed)
        {
            // There and back between two readings is the same master: confirmed, not told.
            Assert.True(told.Contains(debt) || IsReconfirmation(history, debt), $"Seed {seed}: {debt} was held by enough sentinels and never announced. Told: {string.Join(' ', told.Where(one => one.Item1 == debt.Master))}");
        }

        foreach (var (master, truth) in history.Truth)
        {
            foreach (var final in history.Finals)
            {
                var agreed = final.Masters[master].Record.Agreed!;
                Assert.True(truth == string.Create(CultureInfo.InvariantCulture, $"{agreed.Address}@{agreed.Epoch}"), $"Seed {seed}: {final.Policy.Worker} ends with {agreed} for {master}, which is {truth}.");
            }
        }

        JudgeTruth(seed, history);
    }

    /// <summary>Whatever the workers missed, and however they contradict each other for a moment: nothing is told that was not so.</summary>
    private static void JudgeTruth(int seed, History history)
    {
        var repeated = string.Join(", ", history.Repeated);
        Assert.True(repeated.Length == 0, $"Seed {seed}: decided twice: {repeated}");
        foreach (var told in history.Announced.Select(agreed => agreed.Event))
        {
            var text = $"Seed {seed}: {SentinelEventJson.Serialize(told)}";
            Assert.False(told is QuorumLost or SentinelDown or ReplicaDown, $"It never was so. {text}");
            Assert.False(
                told is MasterDown && history.Downs.Where(down => down.Master == told.Master && down.From <= told.AgreedAt && down.To >= told.AgreedAt - Staleness)
                    .DistinctBy(down => down.Sentinel).Count() < 2,
                $"It was not down. {text}");
        }

        foreach (var group in history.Announced.Select(agreed => agreed.Event).OfType<TiltEntered>().GroupBy(e => e.Sentinel, StringComparer.Ordinal))
        {
            Assert.True(group.Count() <= history.Tilts[group.Key], $"Seed {seed}: {group.Key} entered TILT {history.Tilts[group.Key]} times, told {group.Count()} times.");
        }

        foreach (var group in history.Announced.Select(agreed => agreed.Event).OfType<MonitoringChanged>().GroupBy(e => e.Master!, StringComparer.Ordinal))
        {
            Assert.True(
                group.Count() <= history.Settings.GetValueOrDefault(group.Key),
                $"Seed {seed}: settings of {group.Key} changed {history.Settings.GetValueOrDefault(group.Key)} times, told: {string.Join(", ", group.Select(SentinelEventJson.Serialize))}");
        }
    }

    private static bool IsReconfirmation(History history, (string Master, long Epoch, string Address) debt)
    {
        var before = history.Announced.Select(agreed => agreed.Event).OfType<MasterSwitched>()
            .Where(e => e.Master == debt.Master && e.Epoch < debt.Epoch)
            .Select(e => e.NewAddress.ToString())
            .LastOrDefault("10.0.0.1:6379");
        return before == debt.Address;
    }

    private static List<string> Texts(History history) => [.. history.Announced.Select(agreed => $"{agreed.Key} {SentinelEventJson.Serialize(agreed.Event)}")];

    private static int Setting(string name, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : otherwise;
}
