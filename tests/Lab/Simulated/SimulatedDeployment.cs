using System.Globalization;

namespace SentinelEvents.Lab;

/// <summary>Sentinels of a deployment larger than one machine could run: no Redis, but all that its sentinels would say of it.</summary>
internal sealed class SimulatedDeployment : IAsyncDisposable
{
    private readonly List<SimulatedSentinel> sentinels = [];
    private readonly Dictionary<string, int> numbers;
    private volatile IReadOnlyList<SimulatedMaster> masters;

    internal SimulatedDeployment(int masters, int sentinels)
    {
        this.masters = [.. Enumerable.Range(0, masters).Select(number => new SimulatedMaster(number, 0, 1))];
        numbers = this.masters.ToDictionary(master => master.Name, master => master.Number, StringComparer.Ordinal);
        for (var number = 0; number < sentinels; number++)
        {
            this.sentinels.Add(new SimulatedSentinel(this, number));
        }
    }

    internal IReadOnlyList<SimulatedMaster> Masters => masters;

    internal IReadOnlyList<SimulatedSentinel> Sentinels => sentinels;

    internal IReadOnlyList<string> SentinelAddresses => [.. sentinels.Select(sentinel => string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{sentinel.Port}"))];

    internal SimulatedMaster? Find(string name) => numbers.TryGetValue(name, out var number) ? masters[number] : null;

    /// <summary>Every sentinel holds the next node for the master, and says so.</summary>
    /// <returns>The master as it now is, and when the first of them began to say it.</returns>
    internal async Task<(SimulatedMaster Now, long Published)> SwitchAsync(int number)
    {
        var before = masters[number];
        var now = before.Switched;
        masters = [.. masters.Select(master => master.Number == number ? now : master)];
        var published = TimeProvider.System.GetTimestamp();
        await Task.WhenAll(sentinels.Select(sentinel => sentinel.PublishAsync(
            "+switch-master", $"{now.Name} {before.Host} {SimulatedMaster.Port} {now.Host} {SimulatedMaster.Port}"))).ConfigureAwait(false);
        return (now, published);
    }

    /// <summary>Every sentinel finds a replica down, or up again, and says so.</summary>
    internal async Task SetDownAsync(int number, string replica, bool down)
    {
        var now = masters[number] with { Down = down ? replica : null };
        masters = [.. masters.Select(master => master.Number == number ? now : master)];
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
}
