using System.Net;
using System.Net.Sockets;
using SentinelEvents.Contracts;
using SentinelEvents.Worker.Events.Inspection;

namespace SentinelEvents.Worker.Sentinels.Inspection;

/// <summary>Visits every configured sentinel, then those that they name, then those that these name.</summary>
internal sealed class SentinelRound(ClusterOptions cluster, TimeSpan answerLimit, InspectionSteps steps, TimeProvider time)
{
    /// <summary>Whoever names more than this is broken, or means harm.</summary>
    private const int Most = 256;

    private readonly SentinelVisit _visit = new(cluster, answerLimit, time);
    private readonly List<SentinelInspection> _found = [];
    private readonly HashSet<HostAddress> _asked = [];
    private readonly Dictionary<HostAddress, string> _ids = [];

    /// <param name="inTime">When it takes too long.</param>
    /// <param name="cancellation">When nobody wants to know any more.</param>
    public async Task<IReadOnlyList<SentinelInspection>> RunAsync(CancellationToken inTime, CancellationToken cancellation)
    {
        List<SentinelInspection> wave = [.. cluster.Sentinels.Select(EndpointText.Read).Where(IsNew).Select(address => new SentinelInspection(address, true))];
        while (wave.Count > 0)
        {
            steps.Add(wave.Count);
            var read = await Task.WhenAll(wave.Select(sentinel => VisitAsync(sentinel, inTime, cancellation)));
            _found.AddRange(read);
            wave = await NamedByAsync(read, inTime, cancellation);
        }

        return SentinelDuplicates.Without([.. _found.Select(WithId)]);
    }

    private async Task<SentinelInspection> VisitAsync(SentinelInspection sentinel, CancellationToken inTime, CancellationToken cancellation)
    {
        var read = await Bounded.RunAsync(
            token => _visit.LookAsync(sentinel, token), problem => sentinel with { Problem = InspectionProblems.OfSentinel(problem) }, inTime, cancellation);
        steps.Finish($"sentinel {sentinel.Address}");
        return read;
    }

    /// <summary>The sentinels that are named for the first time.</summary>
    private async Task<List<SentinelInspection>> NamedByAsync(IReadOnlyList<SentinelInspection> wave, CancellationToken inTime, CancellationToken cancellation)
    {
        var named = new List<(HostAddress Address, string Id)>();
        foreach (var fields in wave.SelectMany(sentinel => sentinel.Masters).SelectMany(master => master.Sentinels ?? []))
        {
            var address = fields.Address;
            if (address is { Host.Length: > 0, Port: > 0 } && _ids.TryAdd(address.Canonical(), fields.RunId))
            {
                named.Add((address, fields.RunId));
            }
        }

        var known = _found.Select(sentinel => sentinel.Id).OfType<string>().ToHashSet(StringComparer.Ordinal);
        named.RemoveAll(one => known.Contains(one.Id));
        if (named.Count > 0)
        {
            await NoteOtherSpellingsAsync(inTime, cancellation);
        }

        return
        [
            .. named.Where(one => _asked.Count < Most && IsNew(one.Address))
                .Select(one => new SentinelInspection(one.Address, false) { Id = one.Id.Length > 0 ? one.Id : null }),
        ];
    }

    private bool IsNew(HostAddress address) => _asked.Add(address.Canonical());

    /// <summary>One that is configured by its host's name and that is down is not another one because the others name it by address.</summary>
    private async Task NoteOtherSpellingsAsync(CancellationToken inTime, CancellationToken cancellation)
    {
        for (var i = 0; i < _found.Count; i++)
        {
            var (sentinel, address) = (_found[i], _found[i].Address);
            if (!sentinel.Configured || sentinel.Id is not null || IPAddress.TryParse(address.Host, out _))
            {
                continue;
            }

            foreach (var other in await ResolveAsync(address.Host, inTime, cancellation))
            {
                var spelling = new HostAddress(other.ToString(), address.Port).Canonical();
                _asked.Add(spelling);
                if (_ids.TryGetValue(spelling, out var id) && id.Length > 0)
                {
                    _found[i] = sentinel with { Id = id };
                }
            }
        }
    }

    private async Task<IReadOnlyList<IPAddress>> ResolveAsync(string host, CancellationToken inTime, CancellationToken cancellation)
    {
        try
        {
            return await Dns.GetHostAddressesAsync(host, inTime).WaitAsync(answerLimit, time, inTime);
        }
        catch (Exception failure) when (failure is SocketException or ArgumentException or TimeoutException
            || (failure is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            return [];
        }
    }

    /// <summary>What could not be read may be known by name from the others.</summary>
    private SentinelInspection WithId(SentinelInspection sentinel) =>
        !sentinel.IsRead && sentinel.Id is null && _ids.TryGetValue(sentinel.Address.Canonical(), out var id) && id.Length > 0 ? sentinel with { Id = id } : sentinel;
}
