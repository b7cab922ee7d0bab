using System.Data.Common;
using Dapper;

namespace SentinelEvents.Worker.Journal;

/// <summary>What is not delivered, by destination: the index of destination and state finds it without a look at what is.</summary>
internal static class BacklogStatements
{
    private const string Standing = """
        SELECT state AS State, COUNT(*) AS Count, MIN(first_due_at) AS Oldest FROM delivery
        WHERE destination = @destination AND state IN ('Pending', 'Held', 'Rejected') GROUP BY state
        """;

    public static async Task<IReadOnlyList<DeliveryBacklog>> ReadAsync(
        SqlDialect dialect, DbConnection connection, IReadOnlyList<string> destinations, CancellationToken cancellation)
    {
        var backlogs = new List<DeliveryBacklog>(destinations.Count);
        foreach (var destination in destinations)
        {
            var rows = (await connection.QueryAsync<Row>(new CommandDefinition(
                Standing, new { destination = dialect.ToColumn(destination) }, cancellationToken: cancellation))).ToDictionary(row => Enum.Parse<DeliveryState>(row.State));
            backlogs.Add(new DeliveryBacklog(
                destination,
                Count(DeliveryState.Pending),
                Count(DeliveryState.Held),
                Count(DeliveryState.Rejected),
                JournalTime.FromColumn(rows.GetValueOrDefault(DeliveryState.Pending)?.Oldest)));

            long Count(DeliveryState state) => rows.GetValueOrDefault(state)?.Count ?? 0;
        }

        return backlogs;
    }

    private sealed class Row
    {
        public string State { get; init; } = "";

        public long Count { get; init; }

        public long Oldest { get; init; }
    }
}
