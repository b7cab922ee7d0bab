using Dapper;

namespace SentinelEvents.Worker.Journal.Postgres;

/// <summary>Deliveries in PostgreSQL, which any number of workers take from. Whether a claim has run out is told by the database's clock alone.</summary>
/// <param name="database">Where they are.</param>
/// <param name="claimant">Who takes them; never twice the same, so that a worker started again does not take its former self's claims for its own.</param>
/// <param name="lease">How long a claim holds.</param>
/// <param name="time">Says until when to wait for others' claims.</param>
internal sealed class PostgresDeliveryStore(PostgresDatabase database, IClaimant claimant, TimeSpan lease, TimeProvider time) : IDeliveryStore
{
    private const string Free = "(d.claimed_by IS NULL OR d.claimed_by = @claimant OR d.claimed_until <= clock_timestamp())";

    // The row's own conditions are checked again once it is locked; a head that somebody else locks or holds keeps back what stands behind it.
    private const string Take = $"""
        WITH due AS (
            SELECT d.id FROM {DeliveryStatements.Heads}
            WHERE d.state = 'Pending' AND (d.not_before IS NULL OR d.not_before <= @now) AND {Free}
            ORDER BY d.event LIMIT @limit
            FOR UPDATE OF d SKIP LOCKED
        ), taken AS (
            UPDATE delivery d SET claimed_by = @claimant, claimed_until = clock_timestamp() + @lease
            FROM due WHERE d.id = due.id
            RETURNING d.id, d.event, d.attempts, d.first_due_at
        )
        SELECT t.id AS Id, t.attempts AS Attempts, t.first_due_at AS FirstDueAt, e.body AS Body
        FROM taken t JOIN event e ON e.sequence = t.event ORDER BY t.event
        """;

    private const string NextDue = $"""
        SELECT MIN(GREATEST(
            COALESCE(d.not_before, d.first_due_at),
            CASE WHEN {Free} THEN NULL ELSE @now + CEIL(EXTRACT(EPOCH FROM d.claimed_until - clock_timestamp()) * 10000000)::bigint END))
        FROM {DeliveryStatements.Heads}
        """;

    private const string Renew = """
        UPDATE delivery d SET claimed_until = clock_timestamp() + @lease
        FROM (SELECT id FROM delivery WHERE id = ANY(@ids) AND claimed_by = @claimant AND state = 'Pending' ORDER BY id FOR UPDATE) held
        WHERE d.id = held.id
        RETURNING d.id
        """;

    private const string Release = """
        UPDATE delivery d SET claimed_by = NULL, claimed_until = NULL
        FROM (SELECT id FROM delivery WHERE id = ANY(@ids) AND claimed_by = @claimant ORDER BY id FOR UPDATE) held
        WHERE d.id = held.id
        """;

    private const string Record = """
        UPDATE delivery
        SET state = @state, attempts = attempts + 1, not_before = @notBefore, reason = @reason, detail = @detail, delivered_at = @deliveredAt,
            claimed_by = NULL, claimed_until = NULL
        WHERE id = @id AND state = 'Pending' AND claimed_by = @claimant
        """;

    public TimeSpan? Lease => lease;

    public TimeSpan LongestSleep => TimeSpan.FromSeconds(1);

    public async Task<IReadOnlyList<PendingDelivery>> TakeDueAsync(
        string destination, DateTimeOffset now, int limit, CancellationToken cancellation)
    {
        await using var connection = await database.OpenAsync(cancellation);
        var parameters = new { destination = PostgresText.ToColumn(destination), now = now.UtcTicks, limit, lease, claimant = claimant.Claimant };
        var rows = await connection.QueryAsync<DueRow>(new CommandDefinition(Take, parameters, cancellationToken: cancellation));
        return [.. rows.Select(row => row.ToPending(destination))];
    }

    public async Task<DateTimeOffset?> NextDueAsync(string destination, CancellationToken cancellation)
    {
        await using var connection = await database.OpenAsync(cancellation);
        var parameters = new { destination = PostgresText.ToColumn(destination), now = time.GetUtcNow().UtcTicks, claimant = claimant.Claimant };
        return JournalTime.FromColumn(await connection.ExecuteScalarAsync<long?>(new CommandDefinition(NextDue, parameters, cancellationToken: cancellation)));
    }

    public async Task<IReadOnlySet<long>> RenewAsync(IReadOnlyCollection<long> ids, CancellationToken cancellation)
    {
        await using var connection = await database.OpenAsync(cancellation);
        var parameters = new { ids = ids.ToArray(), lease, claimant = claimant.Claimant };
        return (await connection.QueryAsync<long>(new CommandDefinition(Renew, parameters, cancellationToken: cancellation))).ToHashSet();
    }

    public async Task ReleaseAsync(IReadOnlyCollection<long> ids, CancellationToken cancellation)
    {
        await using var connection = await database.OpenAsync(cancellation);
        var parameters = new { ids = ids.ToArray(), claimant = claimant.Claimant };
        await connection.ExecuteAsync(new CommandDefinition(Release, parameters, cancellationToken: cancellation));
    }

    public async Task RecordAsync(IReadOnlyList<DeliveryResult> results, CancellationToken cancellation)
    {
        if (results.Count == 0)
        {
            return;
        }

        await database.WriteAsync(
            async transaction =>
            {
                await DeliveryStatements.RecordAsync(PostgresDialect.Instance, transaction, Record, results, claimant.Claimant, cancellation);
                return results.Count;
            },
            cancellation);
    }

    public Task<RequeueResult> RequeueAsync(Guid eventId, string destination, DateTimeOffset now, CancellationToken cancellation) => database.WriteAsync(
        transaction => DeliveryStatements.RequeueAsync(PostgresDialect.Instance, transaction, eventId, destination, now, cancellation), cancellation);
}
