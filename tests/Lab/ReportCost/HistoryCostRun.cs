using Microsoft.Extensions.Logging.Abstractions;
using SentinelEvents.Worker.Journal;
using SentinelEvents.Worker.Journal.Sqlite;
using SentinelEvents.Worker.Reports;

namespace SentinelEvents.Lab;

/// <summary>How long a report reads of a large journal in SQLite.</summary>
internal sealed class HistoryCostRun(LargeJournal large, int runs, Action<string> note)
{
    private readonly TimeProvider time = TimeProvider.System;

    internal async Task<HistoryCostResult> RunAsync(CancellationToken cancellation)
    {
        var directory = LabDirectory.Create("history");
        await using (directory.ConfigureAwait(false))
        {
            using var database = new SqliteDatabase($"Data Source={directory.File("journal.db")}");
            using (var journal = new SqliteJournal(
                database, SqliteSchema.Embedded, new SqliteWorkerName(new JournalOptions { Worker = "lab" }), time, NullLogger<SqliteJournal>.Instance))
            {
                await journal.OpenAsync(cancellation).ConfigureAwait(false);
            }

            note("Writing the journal");
            var writer = database.OpenWriter();
            await using (writer.ConfigureAwait(false))
            {
                await large.WriteAsync(writer, cancellation).ConfigureAwait(false);
            }

            note("Reading it");
            var first = await ReadAsync(database, LargeJournal.Report, cancellation).ConfigureAwait(false);
            List<HistorySample> scheduled = [];
            List<HistorySample> demanded = [];
            for (var run = 0; run < runs; run++)
            {
                scheduled.Add(await ReadAsync(database, LargeJournal.Report, cancellation).ConfigureAwait(false));
                demanded.Add(await ReadAsync(database, ReportMaker.OnDemand, cancellation).ConfigureAwait(false));
            }

            return new HistoryCostResult(first, scheduled, demanded);
        }
    }

    private async Task<HistorySample> ReadAsync(SqliteDatabase database, string name, CancellationToken cancellation)
    {
        var reader = new WatchedReader(new SqliteJournalReader(database));
        var begun = time.GetTimestamp();
        var history = await new HistoryReader(reader).ReadAsync(name, large.Now, large.To, cancellation).ConfigureAwait(false);
        var read = time.GetTimestamp();
        _ = ReportBuilder.Of(name, large.To, large.Now, history);
        return new HistorySample(reader.Rows, time.GetElapsedTime(begun, read), time.GetElapsedTime(read));
    }
}
