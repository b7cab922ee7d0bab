using System.ComponentModel.DataAnnotations;

namespace SentinelEvents.Worker.Journal;

/// <summary>Where observations, events, deliveries and state are kept (<c>Journal</c>).</summary>
public sealed record JournalOptions
{
    /// <summary><c>Sqlite</c> for one worker, <c>Postgres</c> for any number.</summary>
    public JournalProvider Provider { get; init; } = JournalProvider.Sqlite;

    /// <summary>As the provider spells it: a file for SQLite, server and database for PostgreSQL. May hold a secret.</summary>
    public string ConnectionString { get; init; } = "Data Source=sentinel-events.db";

    /// <summary>A file that holds the connection string.</summary>
    public string? ConnectionStringFile { get; init; }

    /// <summary>Where workers share the journal: how long one that died keeps a delivery to itself. A delivery under way is renewed and may take longer.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:10:00")]
    public TimeSpan Lease { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>What this worker is called among those that share the journal; null: as its machine. Where the name is taken, a number is added.</summary>
    public string? Worker { get; init; }

    /// <summary>Entries older than this are removed; those of open incidents and undelivered ones stay.</summary>
    [Range(typeof(TimeSpan), "01:00:00", "3650.00:00:00")]
    public TimeSpan Retention { get; init; } = TimeSpan.FromDays(90);

    /// <summary>Without the connection string, which may hold a password.</summary>
    public override string ToString() => $"{nameof(JournalOptions)} {{ Provider = {Provider}, Retention = {Retention:c} }}";
}
