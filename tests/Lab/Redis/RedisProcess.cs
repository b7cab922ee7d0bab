namespace SentinelEvents.Lab;

/// <summary>Starts a data node or a sentinel: both are ready when they answer PING.</summary>
internal static class RedisProcess
{
    /// <param name="before">What ran there before, if anything did.</param>
    /// <param name="name">For failures.</param>
    /// <param name="program">redis-server or redis-sentinel.</param>
    /// <param name="configuration">The configuration that it last had: sentinels rewrite it, as they do in production.</param>
    /// <param name="log">Its own log file.</param>
    /// <param name="ask">Sends it a command.</param>
    /// <param name="started">Is told the process as soon as there is one, so that it is stopped even if it never answers.</param>
    /// <param name="deadline">How long it may take to answer.</param>
    /// <param name="cancellation">Gives up.</param>
    public static async Task StartAsync(
        ServerProcess? before,
        string name,
        string program,
        string configuration,
        string log,
        Func<IReadOnlyList<string>, CancellationToken, Task<RespReply>> ask,
        Action<ServerProcess> started,
        TimeSpan deadline,
        CancellationToken cancellation)
    {
        if (before is not null)
        {
            await before.DisposeAsync().ConfigureAwait(false);
        }

        var process = await ServerProcess.StartAsync(new ServerCommand
        {
            Name = name,
            FileName = ServerPrograms.Require(program),
            Arguments = [configuration],
            WorkingDirectory = Path.GetDirectoryName(configuration)!,
            LogFile = log,
            Environment = new Dictionary<string, string?> { ["TZ"] = "UTC" },
        }).ConfigureAwait(false);
        started(process);
        await process.WaitUntilAsync(
            "answers PING",
            async token =>
            {
                try
                {
                    var reply = await ask(["PING"], token).ConfigureAwait(false);
                    return reply.Text == "PONG" ? null : reply.ToString();
                }
                catch (LabException exception)
                {
                    return exception.Message;
                }
            },
            deadline,
            cancellation).ConfigureAwait(false);
    }
}
