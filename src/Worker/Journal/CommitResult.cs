namespace SentinelEvents.Worker.Journal;

/// <summary>What became of a batch: <see cref="Committed"/> or <see cref="Overtaken"/>.</summary>
public abstract record CommitResult
{
    private CommitResult()
    {
    }

    /// <summary>It is kept.</summary>
    public sealed record Committed : CommitResult
    {
        public static Committed Instance { get; } = new();

        /// <summary>What it added that only this worker delivers, in the order of decision.</summary>
        public IReadOnlyList<CommittedEvent> Events { get; init; } = [];
    }

    /// <summary>Another worker was first: nothing was written.</summary>
    /// <param name="Newer">Every state entry that another worker changed since; a null body means that it removed the entry.</param>
    public sealed record Overtaken(IReadOnlyList<StateEntry> Newer) : CommitResult;
}
