using System.Data.Common;
using System.Globalization;
using SentinelEvents.Contracts;
using SentinelEvents.Worker.Events;
using SentinelEvents.Worker.Health;
using SentinelEvents.Worker.Journal;
using SentinelEvents.Worker.Reports;

namespace SentinelEvents.Lab;

/// <summary>The contents of a journal that was filled for long, written as rows: through the service it would take hours.</summary>
internal sealed record LargeJournal
{
    internal const string Cluster = "local";

    /// <summary>The name of its reports.</summary>
    internal const string Report = "often";

    private const int RowsAtOnce = 500;

    internal int Masters { get; init; } = 50;

    internal int Events { get; init; } = 200_000;

    internal int Reports { get; init; } = 2000;

    /// <summary>From the first entry to the last.</summary>
    internal TimeSpan Span { get; init; } = TimeSpan.FromDays(90);

    internal DateTimeOffset To { get; init; } = new(2026, 3, 8, 8, 0, 0, TimeSpan.Zero);

    /// <summary>Between one report and the next.</summary>
    internal TimeSpan Every => Span / Reports;

    /// <summary>What the sentinels would show now.</summary>
    internal IReadOnlyList<ClusterHealth> Now => [new ClusterHealth(Cluster, To, [.. Enumerable.Range(0, Masters).Select(Master)], [])];

    internal async Task WriteAsync(DbConnection connection, CancellationToken cancellation)
    {
        var transaction = await connection.BeginTransactionAsync(cancellation).ConfigureAwait(false);
        await using (transaction.ConfigureAwait(false))
        {
            // In the order of their times, as they would have been decided.
            var entries = Enumerable.Range(0, Events).Select(Event).Concat(Enumerable.Range(0, Reports).Select(ReportAt)).OrderBy(entry => entry.Event.AgreedAt);
            foreach (var rows in entries.Select(Row).Chunk(RowsAtOnce))
            {
                var insert = connection.CreateCommand();
                await using (insert.ConfigureAwait(false))
                {
                    insert.Transaction = transaction;
                    insert.CommandText =
                        "INSERT INTO event (event_id, key, kind, cluster, master, generation, epoch, severity, incident_id, occurred_at, agreed_at, body) VALUES "
                        + string.Join(", ", rows);
                    await insert.ExecuteNonQueryAsync(cancellation).ConfigureAwait(false);
                }
            }

            await transaction.CommitAsync(cancellation).ConfigureAwait(false);
        }
    }

    // Each master by turns goes down and comes back, and so does its replica, of which no report tells.
    private AgreedEvent Event(int number)
    {
        var (master, round) = (number % Masters, number / Masters);
        var at = To - Span + (Span / Events * number);
        var incident = EventKey.ToId(string.Create(CultureInfo.InvariantCulture, $"incident {master} {round / 2}"));
        var key = string.Create(CultureInfo.InvariantCulture, $"event {number}");
        var address = new HostAddress("10.0.0.1", 6379);
        SentinelEvent told = (round % 4) switch
        {
            0 => new MasterDown { Cluster = Cluster, Address = address },
            1 => new MasterRecovered { Cluster = Cluster, Address = address },
            2 => new ReplicaDown { Cluster = Cluster, Address = address },
            _ => new ReplicaRecovered { Cluster = Cluster, Address = address },
        };
        return new AgreedEvent(key, told with { EventId = EventKey.ToId(key), IncidentId = incident, Master = Name(master), OccurredAt = at, AgreedAt = at });
    }

    private AgreedEvent ReportAt(int number)
    {
        var at = To - (Every * (Reports - number));
        var key = ReportKey.Of(Report, at);
        var history = ReportHistory.None with { KnownSince = Enumerable.Range(0, Masters).ToDictionary(master => (Cluster, Name(master)), _ => To - Span) };
        return new AgreedEvent(key, ReportBuilder.Of(Report, at, [Now[0] with { At = at }], history));
    }

    private static MasterHealth Master(int number) => new()
    {
        Cluster = Cluster,
        Master = Name(number),
        Address = new HostAddress("10.0.0.1", 6379),
        Verdict = HealthVerdict.Ready,
        Reasons = ["all 3 sentinels agree"],
        Margin = new HealthMargin { Sentinels = 1, Replicas = 1 },
        Members = [.. Enumerable.Range(1, 3).Select(host => new HealthMember(HealthRole.Sentinel, new HostAddress($"10.0.9.{host}", 26379), HealthStanding.Good, ""))],
    };

    private static string Name(int number) => string.Create(CultureInfo.InvariantCulture, $"m{number:000}");

    private static string Row(AgreedEvent agreed)
    {
        var told = agreed.Event;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"({Text(JournalId.ToColumn(told.EventId))}, {Text(agreed.Key)}, {Text(told.Kind.ToString())}, {Text(told.Cluster)}, {Text(told.Master)}, 0, 0, {Text(told.Severity.ToString())}, {Text(JournalId.ToColumn(told.IncidentId))}, {told.OccurredAt.UtcTicks}, {told.AgreedAt.UtcTicks}, {Text(SentinelEventJson.Serialize(told))})");
    }

    private static string Text(string? value) => value is null ? "NULL" : $"'{value.Replace("'", "''", StringComparison.Ordinal)}'";
}
