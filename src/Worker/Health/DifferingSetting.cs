namespace SentinelEvents.Worker.Health;

/// <summary>A setting of a master that must be the same at all sentinels, for <c>SENTINEL SET</c> reaches only the one that it is sent to.</summary>
/// <param name="Option">Its name, both in <c>SENTINEL MASTER</c> and in <c>SENTINEL SET</c>.</param>
internal sealed record DifferingSetting(string Option)
{
    public static DifferingSetting DownAfter { get; } = new("down-after-milliseconds");

    public static DifferingSetting FailoverTimeout { get; } = new("failover-timeout");

    /// <summary>What the fewer have is to become what the more have; of equally many, the greater value.</summary>
    public IEnumerable<Discovery> Look(Fleet fleet) => Look(fleet, _ => true);

    /// <param name="fleet">The deployment.</param>
    /// <param name="counts">Leaves out those of whose value another rule tells.</param>
    public IEnumerable<Discovery> Look(Fleet fleet, Func<MasterSight, bool> counts)
    {
        foreach (var master in fleet.Masters)
        {
            var values = ByValue(master.Sights.Where(counts));
            if (values.Count > 1)
            {
                yield return new Discovery(
                    master.Name,
                    master.Name,
                    $"{Option} is {string.Join("; ", values.Select(same => $"{Wording.Number(same.Key)} at {Places(same)}"))}",
                    Cures.On(values.Skip(1).SelectMany(same => same).Select(sight => sight.Sentinel.Address), Cures.SentinelSet(master.Name, Option, values[0].Key)));
            }
        }
    }

    /// <summary>What it is, or is to become, at all sentinels; null where none has it.</summary>
    public long? Agreed(MasterSurvey master) => ByValue(master.Sights).FirstOrDefault()?.Key;

    private List<IGrouping<long, MasterSight>> ByValue(IEnumerable<MasterSight> sights) =>
    [
        .. sights.Where(sight => sight.Master.Fields.Number(Option) is not null)
            .GroupBy(sight => sight.Master.Fields.Number(Option)!.Value)
            .OrderByDescending(same => same.Count()).ThenByDescending(same => same.Key),
    ];

    private static string Places(IEnumerable<MasterSight> sights) => Wording.List(sights.Select(sight => sight.Sentinel.Address));
}
