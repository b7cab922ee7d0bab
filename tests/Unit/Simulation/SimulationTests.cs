using System.Globalization;
using SentinelEvents.Contracts;

namespace SentinelEvents.Unit.Simulation;

/// <summary>Seeded histories against the promises of Agreement. A failure names its seed; SIMULATION_SEED=n runs that one alone, SIMULATION_HISTORIES=n runs so many.</summary>
public sealed class SimulationTests
{
    private static readonly int First = Setting("SIMULATION_SEED", 1);

    private static readonly int Histories = Setting("SIMULATION_HISTORIES", Environment.GetEnvironmentVariable("SIMULATION_SEED") is null ? 400 : 1);

    [Fact]
    public void Histories_OfAnySeed_KeepThePromises()
    {
        var switches = 0;
        for (var seed = First; seed < First + Histories; seed++)
        {
            var history = Simulation.Run(seed);
            switches += history.Announced.Count(agreed => agreed.Event is MasterSwitched);
            Judge(seed, history);
        }

        // Most histories have some, or the simulation simulates nothing.
        Assert.True(Histories < 100 || switches > Histories, $"Only {switches} switches in {Histories} histories.");
        TestContext.Current.SendDiagnosticMessage($"{Histories} histories from seed {First}: {switches} switches announced.");
    }

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

        var told = history.Announced.Select(agreed => agreed.Event).OfType<MasterSwitched>().Select(e => (e.Master!, e.Epoch, e.NewAddress.ToString())).ToHashSet();
        foreach (var debt in history.Owed)
        {
            // There and back between two readings is the same master: confirmed, not told.
            Assert.True(told.Contains(debt) || IsReconfirmation(history, debt), $"Seed {seed}: {debt} was held by enough sentinels and never announced.");
        }

        foreach (var (master, truth) in history.Truth)
        {
            var agreed = history.Final.Masters[master].Record.Agreed!;
            Assert.Equal(truth, string.Create(CultureInfo.InvariantCulture, $"{agreed.Address}@{agreed.Epoch}"));
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
