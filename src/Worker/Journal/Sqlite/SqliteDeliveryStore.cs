namespace SentinelEvents.Worker.Journal.Sqlite;

/// <summary>Deliveries in SQLite, over connections other than the one that commits. One process holds the file, so nothing is claimed.</summary>
internal sealed class SqliteDeliveryStore(SqliteDatabase database) : IDeliveryStore, IDisposable
{
    private readonly SqliteWriter writer = new(database);

    public TimeSpan? Lease => null;

    public TimeSpan LongestSleep => TimeSpan.FromSeconds(30);

    public async Task<IReadOnlyList<PendingDelivery>> TakeDueAsync(
        string destination, DateTimeOffset now, int limit, CancellationToken cancellation)
    {
        await using var connection = database.OpenReader();
        return await DeliveryStatements.TakeDueAsync(SqliteDialect.Instance, connection, destination, now, limit, cancellation);
    }

    public Task<IReadOnlyList<PendingDelivery>> TakeHeldAsync(string destination, DateTimeOffset now, int limit, CancellationToken cancellation) =>
        ReadHeldAsync(DeliveryStatements.HeldDue, new { destination, now = now.UtcTicks, limit }, destination, cancellation);

    public Task<IReadOnlyList<PendingDelivery>> TakeHeldWithAsync(string destination, string cluster, string? master, int limit, CancellationToken cancellation) =>
        ReadHeldAsync(DeliveryStatements.HeldWith, new { destination, cluster, master, limit }, destination, cancellation);

    public Task HoldAsync(IReadOnlyList<HeldDelivery> held, CancellationToken cancellation) => writer.WriteAsync(
        async transaction =>
        {
            await DeliveryStatements.HoldAsync(SqliteDialect.Instance, transaction, DeliveryStatements.Hold, held, null, CancellationToken.None);
            return held.Count;
        },
        cancellation);

    public async Task<IReadOnlyList<PriorDelivery>> ReadIncidentAsync(string destination, Guid incident, CancellationToken cancellation)
    {
        await using var connection = database.OpenReader();
        return await PriorStatements.ReadIncidentAsync(SqliteDialect.Instance, connection, destination, incident, cancellation);
    }

    public async Task<IReadOnlyList<PriorDelivery>> ReadPairAsync(string destination, PriorFilter filter, CancellationToken cancellation)
    {
        await using var connection = database.OpenReader();
        return await PriorStatements.ReadPairAsync(SqliteDialect.Instance, connection, destination, filter, cancellation);
    }

    public Task<IReadOnlyList<Reminder>> TakeRemindersAsync(
        string destination, DateTimeOffset now, DateTimeOffset again, int limit, CancellationToken cancellation) => writer.WriteAsync(
        transaction => PriorStatements.TakeRemindersAsync(SqliteDialect.Instance, transaction, destination, now, again, limit, CancellationToken.None), cancellation);

    public Task RemindAsync(string destination, IReadOnlyList<ReminderChange> changes, CancellationToken cancellation) => writer.WriteAsync(
        async transaction =>
        {
            await PriorStatements.ChangeRemindersAsync(SqliteDialect.Instance, transaction, destination, changes, CancellationToken.None);
            return changes.Count;
        },
        cancellation);

    public async Task<DateTimeOffset?> NextDueAsync(string destination, CancellationToken cancellation)
    {
        await using var connection = database.OpenReader();
        return await DeliveryStatements.NextDueAsync(connection, destination, cancellation);
    }

    public async Task<long?> QuietUntilAsync(string destination, CancellationToken cancellation)
    {
        await using var connection = database.OpenReader();
        return await DeliveryStatements.QuietUntilAsync(connection, destination, cancellation);
    }

    public Task<IReadOnlySet<long>> RenewAsync(IReadOnlyCollection<long> ids, CancellationToken cancellation) =>
        Task.FromResult<IReadOnlySet<long>>(ids.ToHashSet());

    public Task ReleaseAsync(IReadOnlyCollection<long> ids, CancellationToken cancellation) => Task.CompletedTask;

    public Task RecordAsync(IReadOnlyList<DeliveryResult> results, CancellationToken cancellation) => results.Count == 0
        ? Task.CompletedTask
        : writer.WriteAsync(
            async transaction =>
            {
                await DeliveryStatements.RecordAsync(
                    SqliteDialect.Instance, transaction, DeliveryStatements.Record, results, null, CancellationToken.None);
                return results.Count;
            },
            cancellation);

    public Task<RequeueResult> RequeueAsync(Guid eventId, string destination, DateTimeOffset now, string? note, CancellationToken cancellation) =>
        writer.WriteAsync(
            transaction => DeliveryStatements.RequeueAsync(SqliteDialect.Instance, transaction, eventId, destination, now, note, CancellationToken.None), cancellation);

    public Task<int> ReviewAsync(string reason, DateTimeOffset now, CancellationToken cancellation) =>
        writer.WriteAsync(transaction => DeliveryStatements.ReviewAsync(SqliteDialect.Instance, transaction, reason, now, CancellationToken.None), cancellation);

    public void Dispose() => writer.Dispose();

    private async Task<IReadOnlyList<PendingDelivery>> ReadHeldAsync(string which, object parameters, string destination, CancellationToken cancellation)
    {
        await using var connection = database.OpenReader();
        return await DeliveryStatements.ReadHeldAsync(SqliteDialect.Instance, connection, which, parameters, destination, cancellation);
    }
}
