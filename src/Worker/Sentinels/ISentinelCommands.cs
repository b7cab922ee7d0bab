using StackExchange.Redis;

namespace SentinelEvents.Worker.Sentinels;

/// <summary>Commands to one sentinel. They go out in the order in which they are called, without waiting for each other's replies.</summary>
internal interface ISentinelCommands
{
    /// <summary>Runs one command; never throws but for cancellation.</summary>
    Task<SentinelReply> ExecuteAsync(string command, string? subcommand, RedisValue? argument, CancellationToken cancellation);
}
