using System.Text.Json.Nodes;
using Microsoft.Data.Sqlite;
using SentinelEvents.Lab;

namespace SentinelEvents.Integration.EndToEnd;

/// <summary>No sentinel is needed for these: the service starts all the same and goes on trying.</summary>
public sealed class BadJournalTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Run_SecondWorkerOnOneJournal_RefusesAndNamesTheCure()
    {
        await using var first = await WorkerProcess.StartAsync(new WorkerSettings { Configuration = Configuration(null) });
        await first.WaitForLineAsync("goes on without its sentinel", line => line.Contains("no connection", StringComparison.Ordinal), Patience, Cancellation);
        var journal = Path.Combine(first.WorkingDirectory, "sentinel-events.db");

        await using var second = await WorkerProcess.StartAsync(new WorkerSettings { Configuration = Configuration(journal) });

        Assert.Equal(1, await second.Process.WaitForExitAsync(Patience));
        var text = string.Join('\n', second.Process.Lines);
        Assert.Contains($"Another worker holds the journal {journal}: process {first.Process.Id} ", text, StringComparison.Ordinal);
        Assert.Contains("Stop that worker, or give this one a journal of its own", text, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", text, StringComparison.Ordinal);
        Assert.False(first.Process.HasExited);
        Assert.Equal(0, await first.StopAsync(Patience));
    }

    [Fact]
    public async Task Run_JournalOfANewerVersion_Refuses()
    {
        await using var worker = await WorkerProcess.StartAsync(new WorkerSettings { Configuration = Configuration(null) });
        await worker.WaitForLineAsync("goes on without its sentinel", line => line.Contains("no connection", StringComparison.Ordinal), Patience, Cancellation);
        Assert.Equal(0, await worker.StopAsync(Patience));
        var journal = Path.Combine(worker.WorkingDirectory, "sentinel-events.db");
        await using (var connection = new SqliteConnection($"Data Source={journal};Pooling=False"))
        {
            await connection.OpenAsync(Cancellation);
            await using var command = connection.CreateCommand();
            command.CommandText = "INSERT INTO SchemaVersions (ScriptName, Applied) VALUES ('9999_from_the_future.sql', '2100-01-01')";
            await command.ExecuteNonQueryAsync(Cancellation);
        }

        await worker.StartAgainAsync();
        Assert.Equal(1, await worker.Process.WaitForExitAsync(Patience));
        Says(worker.Process.Lines);
        var events = await worker.RunAsync(Patience, "events");
        Assert.Equal(1, events.ExitCode);
        Says(events.Lines);
        var check = await worker.RunAsync(Patience, "check");
        Assert.Equal(1, check.ExitCode);
        Says(check.Lines);
    }

    private static void Says(IReadOnlyList<string> lines)
    {
        var text = string.Join('\n', lines);
        Assert.Contains("newer version", text, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", text, StringComparison.Ordinal);
    }

    private static JsonObject Configuration(string? journal)
    {
        var configuration = ServiceConfiguration.Of("local", [$"127.0.0.1:{FreePorts.Take()}"]);
        if (journal is not null)
        {
            configuration["Journal"] = new JsonObject { ["ConnectionString"] = $"Data Source={journal}" };
        }

        return configuration;
    }
}
