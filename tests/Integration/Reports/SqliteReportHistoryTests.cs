using Dapper;
using Microsoft.Extensions.Logging.Abstractions;
using SentinelEvents.Lab;
using SentinelEvents.Worker.Journal;
using SentinelEvents.Worker.Journal.Sqlite;

namespace SentinelEvents.Integration.Reports;

public sealed class SqliteReportHistoryTests : HistoryCompliance
{
    private protected override async Task<IFilledJournal> OpenAsync(LargeJournal large)
    {
        var filled = new Filled();
        using (var journal = new SqliteJournal(
            filled.Database, SqliteSchema.Embedded, new SqliteWorkerName(new JournalOptions { Worker = "worker" }), TimeProvider.System, NullLogger<SqliteJournal>.Instance))
        {
            await journal.OpenAsync(Cancellation);
        }

        await using var writer = filled.Database.OpenWriter();
        await large.WriteAsync(writer, Cancellation);
        return filled;
    }

    private sealed class Filled : IFilledJournal
    {
        private readonly LabDirectory directory = LabDirectory.Create("history");

        internal Filled() => Database = new SqliteDatabase($"Data Source={directory.File("journal.db")}");

        public SqliteDatabase Database { get; }

        public IJournalReader Reader => new SqliteJournalReader(Database);

        public Task AssertPlanAsync(PastFilter filter) => AssertSearchAsync(ReadStatements.Past(SqliteDialect.Instance, filter));

        public Task AssertPlanAsync(EventFilter filter)
        {
            var (chosen, parameters) = ReadStatements.Choose(SqliteDialect.Instance, filter);
            return AssertSearchAsync(($"SELECT body FROM event {chosen}", parameters));
        }

        public async ValueTask DisposeAsync()
        {
            Database.Dispose();
            await directory.DisposeAsync();
        }

        /// <summary>One range of one index whose order is the one asked for: neither a scan nor a sort, which would read all before it gives the first.</summary>
        private async Task AssertSearchAsync((string Sql, object Parameters) statement)
        {
            await using var connection = Database.OpenReader();
            var plan = await connection.QueryAsync<Step>($"EXPLAIN QUERY PLAN {statement.Sql}", statement.Parameters);
            var step = Assert.Single(plan).Detail;
            Assert.StartsWith("SEARCH event USING ", step, StringComparison.Ordinal);
            Assert.True(
                step.EndsWith("event_of_time (cluster=? AND kind=? AND agreed_at>? AND agreed_at<?)", StringComparison.Ordinal)
                || step.EndsWith("event_of_incident (incident_id=? AND agreed_at>? AND agreed_at<?)", StringComparison.Ordinal)
                || step.EndsWith("event_of_master (cluster=? AND master=? AND sequence>?)", StringComparison.Ordinal)
                || step.EndsWith("INTEGER PRIMARY KEY (rowid>?)", StringComparison.Ordinal),
                step);
        }

        private sealed class Step
        {
            public string Detail { get; init; } = "";
        }
    }
}
