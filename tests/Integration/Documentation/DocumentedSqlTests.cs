using System.Text.Json.Nodes;
using Npgsql;
using SentinelEvents.Integration.EndToEnd;
using SentinelEvents.Integration.Journal;
using SentinelEvents.Lab;
using SentinelEvents.Unit.Documentation;

namespace SentinelEvents.Integration.Documentation;

/// <summary>SQL and commands of the documentation about PostgreSQL, on a real server.</summary>
public sealed class DocumentedSqlTests(PostgresFixture postgres)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Blocks_OfSqlAndOfBackup_GiveAJournalThatAWorkerOpens()
    {
        RequiresServer.OrSkip(ServerKind.Postgres);
        var server = await postgres.GetAsync();
        var blocks = DocumentedBlock.All.Where(block => block.Language == "sql").ToList();
        Assert.Equal(2, blocks.Count);
        foreach (var statement in blocks.SelectMany(block => block.Text.Split(";\n", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)))
        {
            await server.ExecuteAsync("postgres", statement, Cancellation);
        }

        var whole = await OpenedAsync(server.ConnectionString("sentinel_events", "sentinel_events", "..."));
        Assert.Equal(1L, await server.ScalarAsync<long>("sentinel_events", "SELECT count(*) FROM pg_tables WHERE tablename = 'event' AND tableowner = 'sentinel_events'", Cancellation));

        // In the schema of a shared database, too.
        var shared = new NpgsqlConnectionStringBuilder(server.ConnectionString("postgres", "sentinel_events", "...")) { SearchPath = "sentinel_events" };
        await OpenedAsync(shared.ConnectionString);
        Assert.Equal(1L, await server.ScalarAsync<long>("postgres", "SELECT count(*) FROM pg_tables WHERE tablename = 'event' AND schemaname = 'sentinel_events'", Cancellation));

        var backup = DocumentedBlock.All.Single(block => block.Page == "docs/operations.md" && block.Text.StartsWith("pg_dump ", StringComparison.Ordinal));
        await using var page = new PageScript(new Dictionary<string, string> { ["$JOURNAL"] = $"postgresql://sentinel_events:...@127.0.0.1:{server.Port}/sentinel_events" });
        var result = Assert.Single(await page.RunAsync([backup.Text.Replace("\npg_restore", " &&\npg_restore", StringComparison.Ordinal)], Patience));
        Assert.True(result.ExitCode == 0, result.Output);
        await OpenedAsync(whole);
    }

    private static async Task<string> OpenedAsync(string connection)
    {
        var configuration = ServiceConfiguration.Of("local", [$"127.0.0.1:{FreePorts.Take()}"]);
        configuration["Journal"] = new JsonObject { ["Provider"] = "Postgres", ["ConnectionString"] = connection };
        await using var worker = await WorkerProcess.StartAsync(new WorkerSettings { Configuration = configuration });
        await worker.WaitForLineAsync("opens the journal", line => line.Contains("[3002]", StringComparison.Ordinal), Patience, Cancellation);
        Assert.Equal(0, await worker.StopAsync(Patience));
        return connection;
    }
}
