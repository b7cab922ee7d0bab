using System.Text.Json.Nodes;

namespace SentinelEvents.Lab;

/// <summary>Where the workers of a proof keep their journal.</summary>
internal abstract record WorkerJournal
{
    private WorkerJournal()
    {
    }

    /// <summary>The <c>Journal</c> section of a worker's configuration.</summary>
    public abstract JsonObject Configuration { get; }

    /// <summary>Whether several workers may share it.</summary>
    public abstract bool IsShared { get; }

    /// <summary>A file that one worker has for itself.</summary>
    internal sealed record Sqlite(string File) : WorkerJournal
    {
        public override JsonObject Configuration => new() { ["Provider"] = "Sqlite", ["ConnectionString"] = $"Data Source={File}" };

        public override bool IsShared => false;
    }
}
