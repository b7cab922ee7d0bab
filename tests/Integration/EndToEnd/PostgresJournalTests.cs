using System.Text.Json.Nodes;
using SentinelEvents.Contracts;
using SentinelEvents.Integration.Journal;
using SentinelEvents.Lab;
using SentinelEvents.Unit.Journal;
using SentinelEvents.Worker.Events;
using SentinelEvents.Worker.Journal;

namespace SentinelEvents.Integration.EndToEnd;

/// <summary>The program on PostgreSQL. No sentinel is needed for these: the service starts all the same and goes on trying.</summary>
public sealed class PostgresJournalTests(PostgresFixture servers)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Run_TwoWorkersOnOneHost_BothRunUnderNamesOfTheirOwnAndCommandsRead()
    {
        RequiresServer.OrSkip(ServerKind.Postgres);
        var server = await servers.GetAsync();
        var connection = server.ConnectionString(await server.CreateDatabaseAsync(Cancellation));
        await using var first = await WorkerProcess.StartAsync(new WorkerSettings { Configuration = Configuration(connection) });
        await OpenedAsync(first, "pg");
        await using var second = await WorkerProcess.StartAsync(new WorkerSettings { Configuration = Configuration(connection) });
        await OpenedAsync(second, "pg-2");
        await using (var writer = await PostgresWorker.OpenAsync(connection))
        {
            // One of the two delivers it, though neither was woken.
            Assert.IsType<CommitResult.Committed>(
                await writer.Journal.CommitAsync(TestEvents.Batch(TestEvents.Down("k1", cluster: "elsewhere"), "bus"), Cancellation));
            await Eventually.BecomesAsync(
                "the event is delivered",
                async token => (await writer.Reader.CountDeliveriesAsync(token)).Single() is { State: DeliveryState.Delivered } ? null : "pending",
                Patience,
                cancellation: Cancellation);
        }

        var journalled = Assert.Single(await JournalReading.OfAsync(first, "--kind", nameof(EventKind.MasterDown)));
        Assert.Equal("Delivered", journalled.Deliveries["bus"]);
        var check = await second.RunAsync(Patience, "check");
        Assert.Matches(@"ok\s+journal\s+lab\d+ at 127", string.Join('\n', check.Lines).Replace('│', ' '));

        // Killed, its name is free at once.
        await first.KillAsync();
        await first.StartAgainAsync();
        await OpenedAsync(first, "pg");
        await first.WaitForLineAsync("goes on without its sentinel", line => line.Contains("no connection", StringComparison.Ordinal), Patience, Cancellation);
        await StoppedAsync(first);
        await StoppedAsync(second);
    }

    [Fact]
    public async Task Run_WorkerDiesWithADeliveryUnderWay_TheOtherDeliversAfterTheLease()
    {
        RequiresServer.OrSkip(ServerKind.Postgres);
        var server = await servers.GetAsync();
        var database = await server.CreateDatabaseAsync(Cancellation);
        var connection = server.ConnectionString(database);
        await using var sink = await WebhookSink.StartAsync(Cancellation);
        await using var first = await WorkerProcess.StartAsync(new WorkerSettings { Configuration = Sending() });
        await OpenedAsync(first, "pg");
        await using var second = await WorkerProcess.StartAsync(new WorkerSettings { Configuration = Sending() });
        await OpenedAsync(second, "pg-2");
        await using var writer = await PostgresWorker.OpenAsync(connection);

        // Longer than two leases: what is under way is renewed, and so nobody else sends it.
        sink.AnswerNextWith(new SinkAnswer.Delayed(TimeSpan.FromSeconds(7), SinkAnswer.Accepted), new SinkAnswer.Hang());
        await CommitAsync("slow");
        await DeliveredAsync(1);
        Assert.Single(sink.Requests);

        await CommitAsync("broken off");
        await sink.WaitForRequestsAsync(2, Patience, cancellation: Cancellation);
        var holder = await server.ScalarAsync<string>(database, "SELECT claimed_by FROM delivery WHERE claimed_by IS NOT NULL", Cancellation);
        await (holder.StartsWith("pg-2 ", StringComparison.Ordinal) ? second : first).KillAsync();
        await DeliveredAsync(2);

        Assert.Equal(
            [EventKey.ToId("slow"), EventKey.ToId("broken off"), EventKey.ToId("broken off")],
            sink.Requests.Select(request => Receivers.EventOf(request).EventId));

        // The sentinel that is not there is no news for the hook.
        JsonObject Sending()
        {
            var configuration = Configuration(connection, lease: 3).WithWebhook("hook", sink, timeoutSeconds: 59);
            configuration["Routes"] = new JsonArray(
                new JsonObject { ["Match"] = new JsonObject { ["Clusters"] = new JsonArray("elsewhere") }, ["To"] = new JsonArray("hook") });
            return configuration;
        }

        async Task CommitAsync(string key) => Assert.IsType<CommitResult.Committed>(
            await writer.Journal.CommitAsync(TestEvents.Batch(TestEvents.Down(key, cluster: "elsewhere"), "hook"), Cancellation));

        Task DeliveredAsync(int count) => Eventually.BecomesAsync(
            $"{count} deliveries to the hook",
            async token =>
            {
                var counts = await writer.Reader.CountDeliveriesAsync(token);
                return counts.Contains(new DeliveryCount("hook", DeliveryState.Delivered, count)) ? null : string.Join(", ", counts);
            },
            Patience,
            cancellation: Cancellation);
    }

    [Theory]
    [InlineData("run")]
    [InlineData("check")]
    [InlineData("events")]
    public async Task AnyCommand_WrongPassword_SaysSoWithoutIt(string command)
    {
        const string Wrong = "wr0ng-s3cret";
        RequiresServer.OrSkip(ServerKind.Postgres);
        var server = await servers.GetAsync();
        await using var worker = await WorkerProcess.StartAsync(
            new WorkerSettings { Configuration = Configuration(server.ConnectionString("postgres", password: Wrong)), Command = command });

        Assert.Equal(1, await worker.Process.WaitForExitAsync(Patience));

        var text = string.Concat(worker.Process.Lines.Select(line => line.Replace("│", "", StringComparison.Ordinal).Trim() + " "));
        Assert.Contains("Journal:ConnectionString", text.Replace(" ", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.DoesNotContain(Wrong, text, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", string.Join('\n', worker.Process.Lines), StringComparison.Ordinal);
    }

    private static async Task StoppedAsync(WorkerProcess worker) => Assert.True(await worker.StopAsync(Patience) == 0, worker.Process.LogTail());

    private static Task<string> OpenedAsync(WorkerProcess worker, string name) => worker.WaitForLineAsync(
        "opens the journal", line => line.EndsWith($"is open, to worker {name}", StringComparison.Ordinal), Patience, Cancellation);

    private static JsonObject Configuration(string connectionString, int lease = 15)
    {
        var configuration = ServiceConfiguration.Of("local", [$"127.0.0.1:{FreePorts.Take()}"]);
        configuration["Journal"] = new JsonObject { ["Provider"] = "Postgres", ["ConnectionString"] = connectionString, ["Worker"] = "pg", ["Lease"] = $"00:00:{lease:00}" };
        return configuration;
    }
}
