using System.Globalization;
using Microsoft.Data.Sqlite;

namespace SentinelEvents.Lab;

/// <summary>Looks into the journal of a service that runs, without being in its way.</summary>
internal sealed class JournalFile(string file)
{
    private readonly string connectionString = new SqliteConnectionStringBuilder { DataSource = file, Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ToString();

    /// <summary>How many events, and how many deliveries of them that did not arrive yet.</summary>
    internal (int Events, int Undelivered) Count()
    {
        using var connection = Open();
        return (Scalar("SELECT COUNT(*) FROM event"), Scalar("SELECT COUNT(*) FROM delivery WHERE state <> 'Delivered'"));

        int Scalar(string sql)
        {
            using var command = connection.CreateCommand();
            command.CommandText = sql;
            return Convert.ToInt32(command.ExecuteScalar(), CultureInfo.InvariantCulture);
        }
    }

    /// <summary>All events, in the order of the journal.</summary>
    internal IReadOnlyList<(Guid EventId, string Kind, string? Master)> Events()
    {
        using var connection = Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT event_id, kind, master FROM event ORDER BY sequence";
        using var reader = command.ExecuteReader();
        List<(Guid, string, string?)> events = [];
        while (reader.Read())
        {
            events.Add((Guid.Parse(reader.GetString(0)), reader.GetString(1), reader.IsDBNull(2) ? null : reader.GetString(2)));
        }

        return events;
    }

    private SqliteConnection Open()
    {
        var connection = new SqliteConnection(connectionString);
        connection.Open();
        return connection;
    }
}
