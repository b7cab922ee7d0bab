using SentinelEvents.Contracts;
using SentinelEvents.Worker.Events;
using StackExchange.Redis;

namespace SentinelEvents.Worker.Sentinels;

/// <summary>Keeps one sentinel watched: connects, watches, and connects anew after every failure, each time beginning with a snapshot.</summary>
internal sealed partial class SentinelConnection(
    ClusterOptions cluster,
    HostAddress address,
    bool configured,
    ObservationQueue queue,
    RecentMessages recent,
    SentinelReplies replies,
    IConnectionOwner owner,
    TimeProvider time,
    Random random,
    ILogger logger) : ISessionEvents
{
    private const int LoggedChannels = 64;
    private static readonly TimeSpan LongestConnect = TimeSpan.FromSeconds(5);

    /// <summary>One pattern for both signs keeps the order of all messages, but it is not among the rights of a user made for this service.</summary>
    /// <remarks>Minus first: Redis reads <c>[+-]</c> as the beginning of a range.</remarks>
    private static readonly string[] OnePattern = ["[-+]*"];

    private static readonly string[] TwoPatterns = ["+*", "-*"];

    private readonly RedisAccess _access = RedisAccess.ToSentinels(cluster);
    private readonly SentinelOutlet _outlet = new(queue);
    private readonly Backoff _backoff = new(random);
    private readonly Lock _gate = new();
    private readonly HashSet<string> _unrecognisedChannels = new(StringComparer.Ordinal);
    private readonly HashSet<string> _deniedCommands = new(StringComparer.Ordinal);
    private bool _onePattern = string.IsNullOrEmpty(cluster.User) || cluster.User == "default";
    private SentinelWatchState _state = SentinelWatchState.Connecting;
    private SentinelProblem? _problem;
    private string? _id;
    private DateTimeOffset? _lastTraffic;
    private long _unrecognised;
    private volatile SentinelSession? _session;

    public HostAddress Address => address;

    public bool Configured => configured;

    public string? Id
    {
        get
        {
            lock (_gate)
            {
                return _id;
            }
        }
    }

    public SentinelWatchStatus Status
    {
        get
        {
            lock (_gate)
            {
                return new SentinelWatchStatus(
                    cluster.Name, address, configured, _id, _state, _lastTraffic, Interlocked.Read(ref _unrecognised), _outlet.Missed, _problem);
            }
        }
    }

    /// <summary>Runs until cancelled, or until this turns out to be a discovered second way to a sentinel that is watched already.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        try
        {
            while (true)
            {
                var problem = await WatchOnceAsync(cancellation);
                if (problem is null)
                {
                    continue;
                }

                Note(problem);
                if (problem.Kind == SentinelProblemKind.Duplicate && !configured)
                {
                    return;
                }

                // Not on a stroke of the clock, where those that were told apart by chance would meet.
                await Task.Delay(_backoff.Next(), SteadyClock.WallOf(time), cancellation);
            }
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // Asked to stop.
        }
    }

    /// <summary>Takes a snapshot soon, where the sentinel is seen; where it is not, the next sight of it begins with one.</summary>
    public void ReadAgain() => _session?.WantSnapshot();

    public void OnTraffic(DateTimeOffset at)
    {
        lock (_gate)
        {
            _lastTraffic = at;
        }
    }

    public void OnUnrecognised(Unrecognised message)
    {
        Interlocked.Increment(ref _unrecognised);
        lock (_gate)
        {
            if (_unrecognisedChannels.Count >= LoggedChannels || !_unrecognisedChannels.Add(message.Channel))
            {
                return;
            }
        }

        LogUnrecognised(cluster.Name, address, message.Channel, message.Reason);
    }

    public void OnHearingFailed(Exception failure) => LogHearingFailed(cluster.Name, address, failure);

    public void OnQueueFull() => LogQueueFull(cluster.Name, address);

    public void OnSnapshot(SentinelSnapshot snapshot)
    {
        lock (_gate)
        {
            // Not before: a switch and a switch back before the first snapshot would leave no trace.
            _state = SentinelWatchState.Watching;
            _problem = null;
        }

        _backoff.Reset();
        owner.OnSnapshot(this, snapshot);
    }

    public void OnSnapshotFailed(SentinelProblem problem) => Note(problem);

    /// <summary>Null when it is to be tried again at once in another way.</summary>
    private async Task<SentinelProblem?> WatchOnceAsync(CancellationToken cancellation)
    {
        var timeout = cluster.SilenceLimit < LongestConnect ? cluster.SilenceLimit : LongestConnect;
        var opened = await SentinelLink.OpenAsync(_access, address, timeout, time, cancellation);
        if (opened.Value is null)
        {
            return opened.Problem!;
        }

        await using var link = opened.Value;
        var reader = new SnapshotReader(link, name => Glob.IsMatchAny(cluster.Masters, name), replies, NoteDenied);
        using var inTime = new Deadline(timeout, time, cancellation);
        IReadOnlyList<ChannelMessageQueue> queues;
        string id;
        try
        {
            var subscribed = await link.SubscribeAsync(_onePattern ? OnePattern : TwoPatterns, cluster.User, timeout, time, inTime.Token);
            if (subscribed.Value is null)
            {
                if (_onePattern && subscribed.Problem!.Kind == SentinelProblemKind.NotPermitted)
                {
                    _onePattern = false;
                    return null;
                }

                return subscribed.Problem!;
            }

            var asked = await reader.ReadIdAsync(inTime.Token);
            if (asked.Problem is not null)
            {
                return asked.Problem;
            }

            queues = subscribed.Value;
            id = asked.Value ?? address.ToString();
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return SentinelProblem.Unreachable("no answer in time", cluster.Tls.Enabled);
        }

        if (await owner.ClaimAsync(this, id, cancellation) is { } other)
        {
            lock (_gate)
            {
                // What was watched here before is not here any more.
                _id = null;
            }

            return SentinelProblem.Duplicate(other.Address.ToString());
        }

        try
        {
            return await WatchAsync(link, reader, new SentinelIdentity(id, address), queues, cancellation);
        }
        finally
        {
            owner.Release(this, id);
        }
    }

    private async Task<SentinelProblem> WatchAsync(
        SentinelLink link, SnapshotReader reader, SentinelIdentity identity, IReadOnlyList<ChannelMessageQueue> queues, CancellationToken cancellation)
    {
        lock (_gate)
        {
            _id = identity.Id;
        }

        SentinelProblem? ended = null;
        try
        {
            // Before the first message is taken from the queues, so that everything stands behind the identity.
            await _outlet.WriteAsync(new SentinelSighted(cluster.Name, identity, time.GetUtcNow()), cancellation);
            LogWatching(cluster.Name, address, identity.Id);
            var session = new SentinelSession(link, reader, identity, _outlet, recent, cluster, this, time, random);
            _session = session;
            ended = await session.RunAsync(queues, cancellation);
            return ended;
        }
        finally
        {
            _session = null;
            // Before the observation, so that who acts on it finds the status that goes with it.
            lock (_gate)
            {
                _state = SentinelWatchState.Lost;
            }

            if (ended is not null)
            {
                Note(ended);
            }

            var at = time.GetUtcNow();
            var reason = ended?.Text ?? (owner.IsStopping ? SentinelUnsighted.ServiceStopped : SentinelUnsighted.NoLongerWatched);
            var unsighted = new SentinelUnsighted(cluster.Name, identity, at, reason, Status.LastTrafficAt ?? at);
            if (ended is null || cancellation.IsCancellationRequested)
            {
                _outlet.TryWrite(unsighted);
            }
            else
            {
                await _outlet.WriteAsync(unsighted, cancellation);
            }
        }
    }

    private void Note(SentinelProblem problem)
    {
        lock (_gate)
        {
            var same = _problem == problem;
            _problem = problem;
            if (same)
            {
                return;
            }
        }

        LogProblem(cluster.Name, address, problem.Text, problem.Cure);
    }

    private void NoteDenied(SentinelProblem problem)
    {
        lock (_gate)
        {
            if (!_deniedCommands.Add(problem.Command ?? string.Empty))
            {
                return;
            }
        }

        LogDenied(cluster.Name, address, problem.Text, problem.Cure);
    }
}
