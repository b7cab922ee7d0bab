using System.Text.Json.Nodes;
using Dapper;
using Npgsql;
using SentinelEvents.Contracts;
using SentinelEvents.Integration.Journal;
using SentinelEvents.Lab;
using SentinelEvents.Worker.Journal;
using SentinelEvents.Worker.Journal.Postgres;

namespace SentinelEvents.Integration.Reports;

public sealed class PostgresReportHistoryTests(PostgresFixture servers) : HistoryCompliance
{
    private protected override async Task<IFilledJournal> OpenAsync(LargeJournal large)
    {
        RequiresServer.OrSkip(ServerKind.Postgres);
        var server = await servers.GetAsync();
        var filled = new Filled(server.ConnectionString(await server.CreateDatabaseAsync(Cancellation)));
        await using (await PostgresWorker.OpenAsync(filled.ConnectionString))
        {
        }

        await using var connection = new NpgsqlConnection(filled.ConnectionString);
        await connection.OpenAsync(Cancellation);
        await large.WriteAsync(connection, Cancellation);

        // As the server itself does after a while.
        await connection.ExecuteAsync("VACUUM ANALYZE event");
        return filled;
    }

    private sealed class Filled(string connectionString) : IFilledJournal
    {
        private static readonly string[] Touched = ["Actual Rows", "Rows Removed by Filter", "Rows Removed by Index Recheck"];

        private readonly PostgresDatabase database = new(connectionString);

        public string ConnectionString => connectionString;

        public IJournalReader Reader => new PostgresJournalReader(database);

        public async Task AssertPlanAsync(PastFilter filter)
        {
            // Of a kind that is frequent the server may rather read all of the time, in the order in which it was written, and leave out the others.
            var most = filter.Incident is not null || filter.Kind == EventKind.HealthReported
                ? filter.Limit
                : await CountAsync(filter);
            await AssertRowsAsync(ReadStatements.Past(PostgresDialect.Instance, filter), most);
        }

        public Task AssertPlanAsync(EventFilter filter)
        {
            var (chosen, parameters) = ReadStatements.Choose(PostgresDialect.Instance, filter);
            return AssertRowsAsync(($"SELECT body FROM event {chosen}", parameters), filter.Limit);
        }

        public async ValueTask DisposeAsync() => await database.DisposeAsync();

        private async Task<long> CountAsync(PastFilter filter)
        {
            await using var connection = await database.OpenAsync(Cancellation);
            return await connection.QuerySingleAsync<long>(
                "SELECT COUNT(*) FROM event WHERE agreed_at >= @since AND agreed_at < @before", new { since = filter.Since.UtcTicks, before = filter.Before.UtcTicks });
        }

        /// <summary>Runs it: by an index, and no step of the plan touches more rows than that.</summary>
        private async Task AssertRowsAsync((string Sql, object Parameters) statement, long most)
        {
            await using var connection = await database.OpenAsync(Cancellation);
            var explained = await connection.QuerySingleAsync<string>($"EXPLAIN (ANALYZE, FORMAT JSON) {statement.Sql}", statement.Parameters);
            var steps = Steps(JsonNode.Parse(explained)![0]!["Plan"]!).ToList();

            // The order of equal times is made by sorting small groups: one may be read ahead.
            const int Group = 100;
            Assert.All(steps, step => Assert.True(Touched.Sum(figure => step[figure]?.GetValue<double>() ?? 0) <= most + Group, explained));
            Assert.Contains("Index", (string?)steps[^1]["Node Type"], StringComparison.Ordinal);
        }

        private static IEnumerable<JsonNode> Steps(JsonNode plan) => [plan, .. (plan["Plans"]?.AsArray() ?? []).SelectMany(part => Steps(part!))];
    }
}
