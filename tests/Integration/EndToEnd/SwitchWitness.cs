using SentinelEvents.Lab;

namespace SentinelEvents.Integration.EndToEnd;

/// <summary>What the sentinels' own log files say of the switches since a point in time.</summary>
internal sealed class SwitchWitness(RedisDeployment deployment)
{
    private readonly Dictionary<SentinelNode, int> before =
        deployment.Sentinels.ToDictionary(sentinel => sentinel, sentinel => SentinelLog.Lines(sentinel.LogFile).Count);

    /// <summary>The lines that any sentinel wrote since then.</summary>
    public IReadOnlyList<string> Lines => [.. before.SelectMany(entry => Since(entry.Key))];

    /// <summary>
    /// The switches in their order, as the majority of those who saw them all puts it: of the old address sentinels may differ. A sentinel
    /// that says one switch twice, as with two leaders, counts once.
    /// </summary>
    public IReadOnlyList<(int Old, int New)> Switches(IEnumerable<SentinelNode>? of = null)
    {
        var accounts = (of ?? before.Keys).ToDictionary(sentinel => sentinel.Port, AccountOf);
        var texts = string.Join("; ", accounts.Select(account => $"{account.Key}: {string.Join(", ", account.Value)}"));
        var first = accounts.Values.First();
        if (accounts.Values.Any(account => !account.Select(step => step.New).SequenceEqual(first.Select(step => step.New))))
        {
            throw new LabException($"The sentinels' logs name different sequences of masters: {texts}");
        }

        return [.. first.Select((_, index) => accounts.Values.Select(account => account[index]).GroupBy(step => step).MaxBy(votes => votes.Count())!.Key)];
    }

    private List<(int Old, int New)> AccountOf(SentinelNode sentinel)
    {
        List<(int Old, int New)> account = [];
        foreach (var line in Since(sentinel))
        {
            if (SentinelLog.TryParse(line) is { } step && (account.Count == 0 || account[^1].New != step.NewPort))
            {
                account.Add((step.OldPort, step.NewPort));
            }
        }

        return account;
    }

    private IEnumerable<string> Since(SentinelNode sentinel) => SentinelLog.Lines(sentinel.LogFile).Skip(before[sentinel]);
}
