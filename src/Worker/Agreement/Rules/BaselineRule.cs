namespace SentinelEvents.Worker.Agreement.Rules;

/// <summary>
/// The first view that enough sentinels share is taken as it is and announces nothing: what came before this service looked is
/// not its news. With fewer sentinels than agreement needs there is no baseline, for it might be a stale one.
/// </summary>
internal static class BaselineRule
{
    public static MasterState Apply(Turn turn, MasterState master)
    {
        var electorate = Electorate.Of(turn, master);
        var shared = electorate.OnConfig
            .GroupBy(vote => (vote.Value.Epoch, Address: vote.Value.Address.Canonical()))
            .Where(votes => votes.Count() >= electorate.RequiredForSwitch)
            .OrderByDescending(votes => votes.Key.Epoch)
            .FirstOrDefault();
        return shared is null
            ? master
            : master with { Record = master.Record with { Agreed = new AgreedView(shared.First().Value.Address, shared.Key.Epoch, turn.Now) } };
    }
}
