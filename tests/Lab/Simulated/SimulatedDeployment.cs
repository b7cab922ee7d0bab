using System.Globalization;

namespace SentinelEvents.Lab;

/// <summary>Sentinels of a deployment larger than one machine could run: no Redis, but all that its sentinels would say of it.</summary>
internal sealed class SimulatedDeployment : IAsyncDisposable
{
    private readonly List<SimulatedSentinel> sentinels = [];
    private readonly Dictionary<string, int> numbers;

    internal SimulatedDeployment(int masters, int sentinels)
    {
        IReadOnlyList<SimulatedMaster> all = [.. Enumerable.Range(0, masters).Select(number => new SimulatedMaster(number, 0, 1))];
        numbers = all.ToDictionary(master => master.Name, master => master.Number, StringComparer.Ordinal);
        for (var number = 0; number < sentinels; number++)
        {
            this.sentinels.Add(new SimulatedSentinel(this, number, all));
        }
    }

    /// <summary>As the first sentinel holds them.</summary>
    internal IReadOnlyList<SimulatedMaster> Masters => sentinels[0].Masters;

    internal IReadOnlyList<SimulatedSentinel> Sentinels => sentinels;

    internal IReadOnlyList<string> SentinelAddresses => [.. sentinels.Select(sentinel => string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{sentinel.Port}"))];

    internal int? NumberOf(string name) => numbers.TryGetValue(name, out var number) ? number : null;

    /// <summary>Every sentinel holds the next node for the master, and says so.</summary>
    /// <returns>The master as it now is, and when the first of them began to say it.</returns>
    internal async Task<(SimulatedMaster Now, long Published)> SwitchAsync(int number)
    {
        var before = Masters[number];
        var now = before.Switched;
        Hold(now);
        var published = TimeProvider.System.GetTimestamp();
        await Task.WhenAll(sentinels.Select(sentinel => sentinel.PublishAsync(
            "+switch-master", $"{now.Name} {before.Host} {SimulatedMaster.Port} {now.Host} {SimulatedMaster.Port}"))).ConfigureAwait(false);
        return (now, published);
    }

    /// <summary>Every sentinel finds a replica down, or up again, and says so.</summary>
    internal async Task SetDownAsync(int number, string replica, bool down)
    {
        var now = Masters[number] with { Down = down ? replica : null };
        Hold(now);
        await Task.WhenAll(sentinels.Select(sentinel => sentinel.PublishAsync(
            down ? "+sdown" : "-sdown",
            $"slave {replica}:{SimulatedMaster.Port} {replica} {SimulatedMaster.Port} @ {now.Name} {now.Host} {SimulatedMaster.Port}"))).ConfigureAwait(false);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var sentinel in sentinels)
        {
            await sentinel.DisposeAsync().ConfigureAwait(false);
        }
    }

    private void Hold(SimulatedMaster master)
    {
        foreach (var sentinel in sentinels)
        {
            sentinel.Hold(master);
        }
    }
}
