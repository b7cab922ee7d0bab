using System.Collections.Concurrent;
using System.Data.Common;
using System.Globalization;
using SentinelEvents.Lab;
using SentinelEvents.Unit.Journal;
using SentinelEvents.Worker.Events;
using SentinelEvents.Worker.Journal;

namespace SentinelEvents.Integration.Journal;

/// <summary>The database goes away under load of commits and deliveries, and comes back.</summary>
public sealed class PostgresOutageTests
{
    private const string Mail = "mail";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Server_RestartsUnderLoad_NothingIsLostOrOutOfOrder(bool killed)
    {
        const int Outages = 3;
        RequiresServer.OrSkip(ServerKind.Postgres);
        await using var server = await PostgresServer.StartAsync(Patience, durable: true, cancellation: Cancellation);
        var connection = server.ConnectionString(await server.CreateDatabaseAsync(Cancellation));
        await using var first = await PostgresWorker.OpenAsync(connection, seed: 1, lease: TimeSpan.FromSeconds(2));
        await using var second = await PostgresWorker.OpenAsync(connection, seed: 2, lease: TimeSpan.FromSeconds(2));
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var load = new Load();
        Task[] running =
        [
            .. new[] { first, second }.SelectMany(worker => new[]
            {
                Task.Run(() => load.DecideAsync(worker, enough.Token), Cancellation),
                Task.Run(() => load.DeliverAsync(worker, enough.Token), Cancellation),
            }),
        ];

        for (var outage = 0; outage < Outages; outage++)
        {
            await load.ProceedsAsync();
            if (killed)
            {
                await server.KillAsync();
                await server.StartAgainAsync(Patience, Cancellation);
            }
            else
            {
                await server.RestartAsync(Patience, Cancellation);
            }
        }

        await load.ProceedsAsync();
        await enough.CancelAsync();
        await Task.WhenAll(running);

        Assert.True(load.Failures > 0, "No call met an outage, so nothing was tested.");
        await Load.DrainAsync(first);
        var events = await first.Reader.ReadEventsAsync(new EventFilter(Limit: int.MaxValue), Cancellation);
        Assert.Equal(
            Enumerable.Range(1, events.Count).Select(sum => EventKey.ToId($"sum {sum}")), events.Select(journalled => journalled.Event.EventId));
        Assert.Equal(events.Count.ToString(CultureInfo.InvariantCulture), Assert.Single(await first.Journal.LoadStateAsync(Cancellation)).Body);
        Assert.All(events, journalled => Assert.Equal(DeliveryState.Delivered, Assert.Single(journalled.Deliveries).State));

        // What is sent twice, for its record met the outage, is sent again before anything newer of its master.
        Assert.All(load.Sent.GroupBy(sent => sent.Master), lane =>
        {
            var firsts = lane.Select(sent => sent.Number).Distinct().ToList();
            Assert.Equal(firsts.Order(), firsts);
        });
    }

    [Fact]
    public async Task Server_Restarts_TheNameIsTakenAgainAndClaimsStay()
    {
        RequiresServer.OrSkip(ServerKind.Postgres);
        await using var server = await PostgresServer.StartAsync(Patience, durable: true, cancellation: Cancellation);
        var connection = server.ConnectionString(await server.CreateDatabaseAsync(Cancellation));
        await using var worker = await PostgresWorker.OpenAsync(connection, lease: TimeSpan.FromMinutes(5));
        await worker.Journal.CommitAsync(TestEvents.Batch(TestEvents.Down("k1"), Mail), Cancellation);
        var held = Assert.Single(await worker.Deliveries.TakeDueAsync(Mail, TestEvents.Start, 10, Cancellation));
        var claimant = worker.Name.Claimant;

        await server.StopAsync(Patience);
        await Assert.ThrowsAnyAsync<DbException>(() => worker.Name.ShowAsync(Cancellation));
        await Assert.ThrowsAnyAsync<DbException>(() => worker.Deliveries.NextDueAsync(Mail, Cancellation));
        await server.StartAgainAsync(Patience, Cancellation);

        // Somebody else was quicker.
        await using var other = await PostgresWorker.OpenAsync(connection, seed: 2);
        await worker.Name.ShowAsync(Cancellation);

        Assert.Equal(("worker", "worker-2", claimant), (other.Name.Name, worker.Name.Name, worker.Name.Claimant));
        Assert.Equal([held.Id], await worker.Deliveries.RenewAsync([held.Id], Cancellation));
    }

    /// <summary>Workers that count: event n is decided upon the state n - 1.</summary>
    private sealed class Load
    {
        private const int Masters = 7;

        private int decided;
        private int failures;

        public ConcurrentQueue<(string Master, int Number)> Sent { get; } = [];

        public int Failures => Volatile.Read(ref failures);

        /// <summary>Waits until decisions are made and sent beyond those of now.</summary>
        public async Task ProceedsAsync()
        {
            var (decisions, deliveries) = (Volatile.Read(ref decided) + 50, Sent.Count + 50);
            await Eventually.BecomesAsync(
                "commits and deliveries go on",
                () => Volatile.Read(ref decided) >= decisions && Sent.Count >= deliveries ? null : $"{decided} of {decisions} decided, {Sent.Count} of {deliveries} sent, {failures} failures",
                Patience,
                cancellation: Cancellation);
        }

        public async Task DecideAsync(PostgresWorker worker, CancellationToken enough)
        {
            var sum = 0;
            while (!enough.IsCancellationRequested)
            {
                var next = sum + 1;
                var batch = new JournalBatch(
                    [TestEvents.Heard(TestEvents.Start)],
                    [new RoutedEvent(TestEvents.Down($"sum {next}", $"m{next % Masters}", at: TestEvents.Start.AddSeconds(next)), [Mail])],
                    [],
                    [new StateEntry("local", "sum", next.ToString(CultureInfo.InvariantCulture))]);
                switch (await TryAsync(() => worker.Journal.CommitAsync(batch, CancellationToken.None)))
                {
                    case CommitResult.Committed:
                        sum = next;
                        Interlocked.Increment(ref decided);
                        break;
                    case CommitResult.Overtaken overtaken:
                        sum = int.Parse(Assert.Single(overtaken.Newer).Body!, CultureInfo.InvariantCulture);
                        break;
                }
            }
        }

        public async Task DeliverAsync(PostgresWorker worker, CancellationToken enough)
        {
            while (!enough.IsCancellationRequested)
            {
                var due = await TryAsync(() => worker.Deliveries.TakeDueAsync(Mail, TestEvents.Start, 5, CancellationToken.None)) ?? [];
                foreach (var delivery in due)
                {
                    Sent.Enqueue((delivery.Event.Master!, (int)(delivery.Event.AgreedAt - TestEvents.Start).TotalSeconds));
                }

                List<DeliveryResult> results = [.. due.Select(delivery => new DeliveryResult(delivery.Id, DeliveryState.Delivered, TestEvents.Start))];
                while (await TryAsync(() => RecordAsync(worker, results)) is null)
                {
                }
            }
        }

        public static async Task DrainAsync(PostgresWorker worker) => await Eventually.BecomesAsync(
            "all is delivered",
            async token =>
            {
                var due = await worker.Deliveries.TakeDueAsync(Mail, TestEvents.Start, 100, token);
                await RecordAsync(worker, [.. due.Select(delivery => new DeliveryResult(delivery.Id, DeliveryState.Delivered, TestEvents.Start))]);
                return await worker.Deliveries.NextDueAsync(Mail, token) is null ? null : "some wait";
            },
            Patience,
            cancellation: Cancellation);

        private static async Task<string> RecordAsync(PostgresWorker worker, IReadOnlyList<DeliveryResult> results)
        {
            await worker.Deliveries.RecordAsync(results, CancellationToken.None);
            return "recorded";
        }

        /// <summary>Fails only as callers expect of a database.</summary>
        private async Task<T?> TryAsync<T>(Func<Task<T>> ask)
            where T : class
        {
            try
            {
                return await ask();
            }
            catch (DbException)
            {
                Interlocked.Increment(ref failures);
                await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, Cancellation);
                return null;
            }
        }
    }
}
