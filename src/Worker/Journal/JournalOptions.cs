using System.ComponentModel.DataAnnotations;

namespace SentinelEvents.Worker.Journal;

/// <summary>Where observations, events, deliveries and state are kept (<c>Journal</c>).</summary>
public sealed record JournalOptions
{
    public JournalProvider Provider { get; init; } = JournalProvider.Sqlite;

    public string ConnectionString { get; init; } = "Data Source=sentinel-events.db";

    /// <summary>Entries older than this are removed; those of open incidents and undelivered ones stay.</summary>
    [Range(typeof(TimeSpan), "01:00:00", "3650.00:00:00")]
    public TimeSpan Retention { get; init; } = TimeSpan.FromDays(90);

    /// <summary>Without the connection string, which may hold a password.</summary>
    public override string ToString() => $"{nameof(JournalOptions)} {{ Provider = {Provider}, Retention = {Retention:c} }}";
}
