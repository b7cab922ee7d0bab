namespace SentinelEvents.Worker.Sentinels;

/// <summary>Commands to one sentinel. They go out in the order in which they are called, without waiting for each other's replies.</summary>
internal interface ISentinelCommands
{
    /// <summary>Runs one command; never throws but for cancellation.</summary>
    Task<SentinelReply> ExecuteAsync(SentinelCommand command, CancellationToken cancellation);

    /// <summary>Runs several, and waits for all of them; never throws but for cancellation.</summary>
    /// <returns>The reply to each, at its place.</returns>
    Task<SentinelReply[]> ExecuteAllAsync(IReadOnlyList<SentinelCommand> commands, CancellationToken cancellation) =>
        Task.WhenAll(commands.Select(command => ExecuteAsync(command, cancellation)));
}
