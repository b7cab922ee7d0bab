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
        return await DeliveryStatements.TakeDueAsync(connection, destination, now, limit, cancellation);
    }

    public async Task<DateTimeOffset?> NextDueAsync(string destination, CancellationToken cancellation)
    {
        await using var connection = database.OpenReader();
        return await DeliveryStatements.NextDueAsync(connection, destination, cancellation);
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

    public Task<RequeueResult> RequeueAsync(Guid eventId, string destination, DateTimeOffset now, CancellationToken cancellation) =>
        writer.WriteAsync(
            transaction => DeliveryStatements.RequeueAsync(SqliteDialect.Instance, transaction, eventId, destination, now, CancellationToken.None), cancellation);

    public void Dispose() => writer.Dispose();
}
