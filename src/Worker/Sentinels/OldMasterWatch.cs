using System.Threading.Channels;
using SentinelEvents.Contracts;
using SentinelEvents.Worker.Events;

namespace SentinelEvents.Worker.Sentinels;

/// <summary>
/// Looks at demoted masters: once whenever asked, and on for as long as one still is a master, for the sentinels make it a replica only some ten seconds
/// after the switch. A planned failover leaves two masters for that long.
/// </summary>
internal sealed partial class OldMasterWatch(ChannelWriter<Observation> observations, SentinelWatchSettings settings, TimeProvider time, ILogger logger) : IDisposable
{
    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(1);

    /// <summary>By then the sentinels have demoted it, or will not.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(60);

    private readonly Lock _gate = new();
    private readonly OldMasterAsker _asker = new(time);
    private readonly SemaphoreSlim _questions = new(settings.OldMasterQuestions);
    private readonly Dictionary<(string Cluster, string Master), Look> _looks = [];
    private readonly Dictionary<string, TimeSpan> _writable = new(StringComparer.Ordinal);
    private readonly HashSet<(string Cluster, string Rule)> _missing = [];

    /// <summary>By cluster: for how long, in sum, demoted masters were seen to be masters still.</summary>
    public IReadOnlyDictionary<string, TimeSpan> Writable
    {
        get
        {
            lock (_gate)
            {
                return new Dictionary<string, TimeSpan>(_writable, StringComparer.Ordinal);
            }
        }
    }

    public void Ask(ClusterOptions cluster, string master, HostAddress node, DateTimeOffset switchedAt, CancellationToken stop)
    {
        Look look;
        lock (_gate)
        {
            var key = (cluster.Name, master);
            if (_looks.TryGetValue(key, out var running))
            {
                if (running.Node.SameAs(node) && running.SwitchedAt == switchedAt)
                {
                    running.Asked.TrySetResult();
                    return;
                }

                // Switched again: what was demoted then may rightly be the master now.
                _ = running.Stop.CancelAsync();
            }

            look = new Look(cluster, master, node, switchedAt, CancellationTokenSource.CreateLinkedTokenSource(stop));
            look.Asked.TrySetResult();
            _looks[key] = look;
        }

        _ = RunAsync(look);
    }

    public void Dispose() => _questions.Dispose();

    private async Task RunAsync(Look look)
    {
        try
        {
            await Task.Delay(settings.AfterTelling, time, look.Stop.Token);
            await LookAsync(look, look.Stop.Token);
        }
        catch (Exception failure) when (failure is OperationCanceledException or ChannelClosedException or ObjectDisposedException)
        {
            // Stopping, or switched again: nobody waits for the answer any more.
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            LogFailed(look.Cluster.Name, look.Node, failure);
        }
        finally
        {
            lock (_gate)
            {
                Forget(look);
                look.Stop.Dispose();
            }
        }
    }

    private async Task LookAsync(Look look, CancellationToken stop)
    {
        OldMasterWritable? told = null;
        DateTimeOffset? seenWritable = null;
        var begunAt = time.GetUtcNow();
        while (true)
        {
            var asked = look.TakeAsked();
            var answer = await AskAsync(look, writable => asked || writable != told, stop);
            var now = time.GetUtcNow();
            if (asked || answer.Writable != told)
            {
                told = answer.Writable;
                await observations.WriteAsync(
                    new OldMasterRead(
                        look.Cluster.Name,
                        new SentinelIdentity("worker", look.Node),
                        now,
                        look.Master,
                        look.Node,
                        answer.Writable,
                        answer.Clients?.Count,
                        answer.Clients is null ? [] : Stragglers.Of(answer.Clients)),
                    stop);
            }

            var isOver = answer.Writable != OldMasterWritable.Yes || now - look.SwitchedAt >= Longest;
            if (answer.Writable == OldMasterWritable.Yes || seenWritable is not null)
            {
                Count(look, seenWritable ?? begunAt, now);
                seenWritable = now;
            }

            if (isOver && Ends(look))
            {
                Tell(look, answer.Writable, seenWritable);
                return;
            }

            if (!isOver)
            {
                await Task.WhenAny(look.Asked.Task, Task.Delay(Pace, time, stop));
            }

            stop.ThrowIfCancellationRequested();
        }
    }

    private async Task<OldMasterAnswer> AskAsync(Look look, Func<OldMasterWritable, bool> wantsClients, CancellationToken stop)
    {
        if (!look.Cluster.DataNodes.Enabled)
        {
            return OldMasterAnswer.NotChecked;
        }

        await _questions.WaitAsync(stop);
        try
        {
            var answer = await _asker.AskAsync(look.Cluster.DataNodes, look.Node, wantsClients, stop);
            if (answer.MissingRule is { } rule && IsFirst(look.Cluster.Name, rule))
            {
                LogNotPermitted(look.Cluster.Name, look.Node, look.Cluster.DataNodes.User ?? "default", rule, DataNodeAcl.Line);
            }

            return answer;
        }
        finally
        {
            _questions.Release();
        }
    }

    private bool IsFirst(string cluster, string rule)
    {
        lock (_gate)
        {
            return _missing.Add((cluster, rule));
        }
    }

    private void Count(Look look, DateTimeOffset from, DateTimeOffset to)
    {
        if (to > from)
        {
            lock (_gate)
            {
                _writable[look.Cluster.Name] = _writable.GetValueOrDefault(look.Cluster.Name) + (to - from);
            }
        }
    }

    /// <returns>False where it was asked for again meanwhile.</returns>
    private bool Ends(Look look)
    {
        lock (_gate)
        {
            if (look.Asked.Task.IsCompleted)
            {
                return false;
            }

            Forget(look);
            return true;
        }
    }

    private void Forget(Look look)
    {
        var key = (look.Cluster.Name, look.Master);
        if (_looks.GetValueOrDefault(key) == look)
        {
            _looks.Remove(key);
        }
    }

    private void Tell(Look look, OldMasterWritable writable, DateTimeOffset? seenWritable)
    {
        if (seenWritable is not { } last)
        {
            return;
        }

        if (writable == OldMasterWritable.Yes)
        {
            LogStillWritable(look.Cluster.Name, VisibleText.Of(look.Master), look.Node, last - look.SwitchedAt);
        }
        else
        {
            LogWasWritable(look.Cluster.Name, VisibleText.Of(look.Master), look.Node, last - look.SwitchedAt);
        }
    }

    [LoggerMessage(1022, LogLevel.Information, "{Cluster}/{Master}: the old master {Node} went on as a second master until {After} after the switch")]
    private partial void LogWasWritable(string cluster, string master, HostAddress node, TimeSpan after);

    [LoggerMessage(1023, LogLevel.Warning, "{Cluster}/{Master}: the old master {Node} is a second master still, {After} after the switch; what is written to it will be lost")]
    private partial void LogStillWritable(string cluster, string master, HostAddress node, TimeSpan after);

    [LoggerMessage(1024, LogLevel.Warning, "{Cluster}: {Node} does not let user {User} see what becomes of an old master and of its clients; it lacks {Rule}. All that is needed: {Line}")]
    private partial void LogNotPermitted(string cluster, HostAddress node, string user, string rule, string line);

    [LoggerMessage(1025, LogLevel.Error, "{Cluster}: looking at the old master {Node} ended by an error that should not be")]
    private partial void LogFailed(string cluster, HostAddress node, Exception failure);

    private sealed class Look(ClusterOptions cluster, string master, HostAddress node, DateTimeOffset switchedAt, CancellationTokenSource stop)
    {
        private volatile TaskCompletionSource asked = New();

        public ClusterOptions Cluster { get; } = cluster;

        public string Master { get; } = master;

        public HostAddress Node { get; } = node;

        public DateTimeOffset SwitchedAt { get; } = switchedAt;

        public CancellationTokenSource Stop { get; } = stop;

        /// <summary>Completes when an answer is asked for, whatever it says.</summary>
        public TaskCompletionSource Asked => asked;

        public bool TakeAsked()
        {
            if (!asked.Task.IsCompleted)
            {
                return false;
            }

            asked = New();
            return true;
        }

        private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
