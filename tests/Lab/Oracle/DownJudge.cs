using System.Globalization;
using SentinelEvents.Contracts;

namespace SentinelEvents.Lab;

/// <summary>Masters that were down: was it told, and was what was told true.</summary>
internal sealed class DownJudge(ProofRecord record, Calm calm, IReadOnlyList<SentinelEvent> told)
{
    /// <summary>How long an agreed down must stand to be owed; a shorter one may be over before it is seen.</summary>
    private static readonly TimeSpan Owed = TimeSpan.FromSeconds(10);

    /// <summary>What a worker knows of a flag may be this old: a snapshot interval, and the reading itself.</summary>
    private static readonly TimeSpan Stale = TimeSpan.FromSeconds(15);

    private static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(2);

    private readonly Dictionary<string, IReadOnlyList<AgreedRun>> runs = record.Masters.ToDictionary(master => master, master => AgreedRun.Of(master, record.Holdings, record.Majority));
    private readonly List<DownClaim> claims = [.. record.Sentinels.SelectMany(sentinel => sentinel.Downs)];

    /// <summary>Agreed downs; copies of several sentinels that overlap are one.</summary>
    public int Incidents { get; } = Count(record);

    public void Decide(List<ProofFinding> findings)
    {
        foreach (var down in told.OfType<MasterDown>())
        {
            if (!claims.Exists(claim => claim.Flag == DownFlag.MasterSDown && claim.Master == down.Master && claim.Subject == down.Address.ToString() && claim.Touches(down.AgreedAt - Stale, down.AgreedAt + Tolerance)))
            {
                findings.Add(new ProofFinding(FindingKind.Untrue, null, string.Create(
                    CultureInfo.InvariantCulture, $"MasterDown {down.Master} {down.Address} agreed {down.AgreedAt:HH:mm:ss.fff} {down.EventId}: no sentinel held it for down then")));
            }
        }

        foreach (var recovered in told.OfType<MasterRecovered>())
        {
            // Everybody still held it for down, well before and well after it was told to be up.
            var holders = claims.Where(claim => claim.Flag == DownFlag.MasterSDown && claim.Master == recovered.Master && claim.Subject == recovered.Address.ToString()
                    && claim.From < recovered.AgreedAt - Stale && claim.To > recovered.AgreedAt + Tolerance)
                .Select(claim => claim.Sentinel).Distinct().Count();
            if (holders == record.Sentinels.Count)
            {
                findings.Add(new ProofFinding(FindingKind.Untrue, null, string.Create(
                    CultureInfo.InvariantCulture, $"MasterRecovered {recovered.Master} {recovered.Address} agreed {recovered.AgreedAt:HH:mm:ss.fff} {recovered.EventId}: all sentinels held it for down before and after")));
            }
        }

        FindLost(findings);
    }

    private void FindLost(List<ProofFinding> findings)
    {
        foreach (var claim in claims.Where(claim => claim.Flag == DownFlag.MasterODown))
        {
            // A killed or frozen sentinel says nothing more, whatever its log has open; in TILT it says so but counts for nothing.
            var end = record.Disturbances
                .Where(disturbance => disturbance.Target is DisturbedPart.Sentinel or DisturbedPart.SentinelMemory && IsOf(disturbance.Target, claim.Sentinel) && disturbance.To > claim.From)
                .Select(disturbance => disturbance.From)
                .Concat(Account(claim.Sentinel).Lines.Where(line => line.Event == "+tilt" && line.At > claim.From).Select(line => line.At))
                .Append(claim.To)
                .Min();
            var agreed = runs[claim.Master].LastOrDefault(run => run.From <= claim.From);
            if (agreed?.Address != claim.Subject || InTilt(claim.Sentinel, claim.From) || !CouldBeSeen(claim.From, end) || IsTold(claim))
            {
                continue;
            }

            findings.Add(new ProofFinding(FindingKind.Lost, null, string.Create(
                CultureInfo.InvariantCulture, $"{claim} (usable until {end:HH:mm:ss.fff}), with no MasterDown and no MasterSwitched")));
        }
    }

    /// <summary>A worker was calm, with a majority in reach, for long enough within the time that the flag stood.</summary>
    private bool CouldBeSeen(DateTimeOffset from, DateTimeOffset to)
    {
        var owed = Owed + (calm.ReactionTo(from) - Calm.Reaction);
        if (to - from >= owed && Seen(from - Calm.Recovery, from + owed))
        {
            return true;
        }

        return record.Disturbances.Select(disturbance => disturbance.To + TimeSpan.FromMilliseconds(1)).Append(from)
            .Select(start => (From: start, To: start + Calm.Recovery + (calm.ReactionTo(start) - Calm.Reaction)))
            .Where(window => window.From >= from && window.To <= to)
            .Any(window => Seen(window.From, window.To));

        bool Seen(DateTimeOffset begin, DateTimeOffset end) => calm.AnyWorker(begin, end) && calm.Sentinels(begin, end) >= record.Majority;
    }

    private bool IsTold(DownClaim claim)
    {
        var latest = claim.To + Stale;
        if (told.OfType<MasterSwitched>().Any(e => e.Master == claim.Master && e.AgreedAt >= claim.From - Tolerance && e.AgreedAt <= latest))
        {
            return true;
        }

        // Told during it, or told before and still open when it began: one incident may hold several claims.
        return told.OfType<MasterDown>().Any(down => down.Master == claim.Master && down.Address.ToString() == claim.Subject && down.AgreedAt <= latest
            && !told.Any(e => e.Master == claim.Master && e is MasterRecovered or MasterSwitched && e.Master == claim.Master && e.AgreedAt > down.AgreedAt && e.AgreedAt < claim.From));
    }

    /// <summary>TILT lasts half a minute after it was last entered, and is left with a line.</summary>
    private bool InTilt(int port, DateTimeOffset at) =>
        Account(port).Lines.LastOrDefault(line => line.At <= at && line.Event is "+tilt" or "-tilt" && line.At <= at) is { Event: "+tilt" };

    private SentinelAccount Account(int port) => record.Sentinels.First(sentinel => sentinel.Port == port);

    private static bool IsOf(DisturbedPart part, int port) => part switch
    {
        DisturbedPart.Sentinel sentinel => sentinel.Port == port,
        DisturbedPart.SentinelMemory memory => memory.Port == port,
        _ => false,
    };

    private static int Count(ProofRecord record)
    {
        var incidents = 0;
        foreach (var group in record.Sentinels.SelectMany(sentinel => sentinel.Downs).Where(claim => claim.Flag == DownFlag.MasterODown).GroupBy(claim => (claim.Master, claim.Subject)))
        {
            DateTimeOffset? until = null;
            foreach (var claim in group.OrderBy(claim => claim.From))
            {
                if (until is null || claim.From > until)
                {
                    incidents++;
                }

                until = until is null || claim.To > until ? claim.To : until;
            }
        }

        return incidents;
    }
}
