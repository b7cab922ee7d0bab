using System.Text.Json.Nodes;
using Npgsql;

namespace SentinelEvents.Lab;

/// <summary>Where the workers of a proof keep their journal.</summary>
internal abstract record WorkerJournal
{
    private WorkerJournal()
    {
    }

    /// <summary>The <c>Journal</c> section of a worker's configuration.</summary>
    public abstract JsonObject ConfigurationOf(int worker);

    /// <summary>What a worker is called in the journal; a number is added where a session that is not over yet still has the name.</summary>
    public static string NameOf(int worker) => FormattableString.Invariant($"worker{worker}");

    /// <summary>A file that one worker has for itself.</summary>
    internal sealed record Sqlite(string File) : WorkerJournal
    {
        public override JsonObject ConfigurationOf(int worker) => new()
        {
            ["Provider"] = "Sqlite",
            ["ConnectionString"] = $"Data Source={File}",
            ["Worker"] = NameOf(worker),
        };
    }

    /// <summary>A database that all share, each by a way of its own.</summary>
    internal sealed record Postgres(PostgresServer Server, string Database, IReadOnlyList<TcpProxy> Ways) : WorkerJournal
    {
        public override JsonObject ConfigurationOf(int worker) => new()
        {
            ["Provider"] = "Postgres",
            ["ConnectionString"] = new NpgsqlConnectionStringBuilder(Server.ConnectionString(Database)) { Port = Ways[worker].Port }.ConnectionString,
            ["Worker"] = NameOf(worker),
            ["Lease"] = Calm.Lease.ToString("c"),
        };
    }
}
