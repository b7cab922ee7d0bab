using System.Globalization;
using SentinelEvents.Contracts;
using StackExchange.Redis;

namespace SentinelEvents.Worker.Sentinels;

/// <summary>The connections to exactly one sentinel, one for commands and one for messages; once broken it stays broken.</summary>
internal sealed class SentinelLink : ISentinelCommands, IAsyncDisposable
{
    private readonly ConnectionMultiplexer _redis;
    private readonly IServer _server;
    private readonly TaskCompletionSource<SentinelProblem> _lost = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private SentinelLink(ConnectionMultiplexer redis)
    {
        _redis = redis;
        _server = redis.GetServers()[0];
        Subscriber = redis.GetSubscriber();
        redis.ConnectionFailed += (_, failed) => _lost.TrySetResult(SentinelProblem.Lost(
            failed.ConnectionType == ConnectionType.Subscription ? "the subscribed connection" : "the command connection"));
    }

    private ISubscriber Subscriber { get; }

    /// <summary>Asks for a sign of life on the connection that carries commands.</summary>
    public Task PingCommandsAsync() => _server.PingAsync();

    /// <summary>Asks for a sign of life on the connection that carries messages.</summary>
    public Task PingMessagesAsync() => Subscriber.PingAsync();

    /// <summary>Completes when any of the connections broke.</summary>
    public Task<SentinelProblem> Lost => _lost.Task;

    /// <summary>Connects; never throws but for cancellation.</summary>
    public static async Task<Answer<SentinelLink>> OpenAsync(
        RedisAccess access, HostAddress address, TimeSpan timeout, TimeProvider time, CancellationToken cancellation)
    {
        var (options, trust, problem) = access.For(address, timeout, time);
        if (options is null)
        {
            return Answer<SentinelLink>.Failed(problem!);
        }

        // What the connection failed of stands only in the client's log, not in what it throws.
        var seen = new StringWriter(CultureInfo.InvariantCulture);
        var log = TextWriter.Synchronized(seen);
        var connecting = ConnectionMultiplexer.ConnectAsync(options, log);
        try
        {
            // The client may miss that its own handshake failed, and then waits until the time is over.
            Task[] ends = trust is null ? [connecting] : [connecting, trust.Refused];
            await Task.WhenAny(ends).WaitAsync(timeout, time, cancellation);
            if (trust is { Refused.IsCompleted: true })
            {
                DisposeWhenDone(connecting);
                return Answer<SentinelLink>.Failed(SentinelProblem.Tls(await trust.Refused));
            }

            var link = new SentinelLink(await connecting);
            if (options is { User: { } user, Password: { } password } && await link.RefusesAsync(user, password, cancellation))
            {
                await link.DisposeAsync();
                return Answer<SentinelLink>.Failed(SentinelProblem.WrongPassword());
            }

            return Answer<SentinelLink>.Of(link);
        }
        catch (Exception failure) when (failure is not OperationCanceledException || !cancellation.IsCancellationRequested)
        {
            DisposeWhenDone(connecting);
            return Answer<SentinelLink>.Failed(RedisFailure.ProblemOf(failure, Said(log, seen), trust));
        }
        catch (OperationCanceledException)
        {
            DisposeWhenDone(connecting);
            throw;
        }
    }

    /// <summary>Subscribes and waits for the acknowledgement; the queues hold what comes until they are read.</summary>
    /// <param name="patterns">The patterns; with more than one, only messages of the same pattern keep their order.</param>
    public async Task<Answer<IReadOnlyList<ChannelMessageQueue>>> SubscribeAsync(
        IReadOnlyList<string> patterns, string? user, TimeSpan timeout, TimeProvider time, CancellationToken cancellation)
    {
        try
        {
            var queues = new List<ChannelMessageQueue>(patterns.Count);
            foreach (var pattern in patterns)
            {
                queues.Add(await Subscriber.SubscribeAsync(RedisChannel.Pattern(pattern)).WaitAsync(timeout, time, cancellation));
            }

            return Answer<IReadOnlyList<ChannelMessageQueue>>.Of(queues);
        }
        catch (RedisServerException refused)
        {
            return Answer<IReadOnlyList<ChannelMessageQueue>>.Failed(refused.Message.StartsWith("NOPERM", StringComparison.Ordinal)
                ? SentinelProblem.NotPermitted("PSUBSCRIBE +* -*", SentinelAcl.Channels, user)
                : SentinelProblem.NotASentinel());
        }
        catch (Exception failure) when (failure is not OperationCanceledException || !cancellation.IsCancellationRequested)
        {
            return Answer<IReadOnlyList<ChannelMessageQueue>>.Failed(RedisFailure.ProblemOf(failure));
        }
    }

    public Task<SentinelReply> ExecuteAsync(SentinelCommand command, CancellationToken cancellation) => ReplyAsync(Send(command), cancellation);

    public async Task<SentinelReply[]> ExecuteAllAsync(IReadOnlyList<SentinelCommand> commands, CancellationToken cancellation)
    {
        var sent = new Task<RedisResult>[commands.Count];
        for (var place = 0; place < sent.Length; place++)
        {
            sent[place] = Send(commands[place]);
        }

        // Replies come in the order of the commands: when the last is there, all are, and nobody has to be woken for each.
        if (sent.Length > 0)
        {
            await ((Task)sent[^1]).WaitAsync(cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        var replies = new SentinelReply[sent.Length];
        for (var place = 0; place < sent.Length; place++)
        {
            replies[place] = await ReplyAsync(sent[place], cancellation);
        }

        return replies;
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            await _redis.CloseAsync(allowCommandsToComplete: false);
        }
        catch (Exception failure) when (failure is RedisException or ObjectDisposedException or TimeoutException)
        {
            // Closing a connection that is already broken has nothing left to lose.
        }

        await _redis.DisposeAsync();
    }

    private Task<RedisResult> Send(SentinelCommand command)
    {
        try
        {
            return _server.ExecuteAsync(command.Name, command.Arguments());
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            return Task.FromException<RedisResult>(failure);
        }
    }

    private static async Task<SentinelReply> ReplyAsync(Task<RedisResult> sent, CancellationToken cancellation)
    {
        try
        {
            return SentinelReply.Of(await sent.WaitAsync(cancellation));
        }
        catch (RedisServerException refused)
        {
            return SentinelReply.Refused(refused.Message);
        }
        catch (Exception failure) when (failure is not OperationCanceledException || !cancellation.IsCancellationRequested)
        {
            return SentinelReply.Failed(RedisFailure.ProblemOf(failure));
        }
    }

    /// <summary>Where the default user needs no password the client goes on as that one when its user is refused, and says nothing.</summary>
    private async Task<bool> RefusesAsync(string user, string password, CancellationToken cancellation)
    {
        try
        {
            await _server.ExecuteAsync("AUTH", user, password).WaitAsync(cancellation);
            return false;
        }
        catch (RedisServerException refused)
        {
            return refused.Message.StartsWith("WRONGPASS", StringComparison.Ordinal);
        }
    }

    private static string Said(TextWriter log, StringWriter seen)
    {
        lock (log)
        {
            return seen.ToString();
        }
    }

    private static void DisposeWhenDone(Task<ConnectionMultiplexer> connecting) => _ = connecting.ContinueWith(
        static done =>
        {
            if (done.IsCompletedSuccessfully)
            {
                done.Result.Dispose();
            }
            else
            {
                _ = done.Exception;
            }
        },
        CancellationToken.None,
        TaskContinuationOptions.None,
        TaskScheduler.Default);
}
