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
    private const string Claim = $"""
            FOR UPDATE OF d SKIP LOCKED
        ), taken AS (
            UPDATE delivery d SET claimed_by = @claimant, claimed_until = clock_timestamp() + @lease
            FROM due WHERE d.id = due.id
            RETURNING d.*
        )
        SELECT {DeliveryStatements.Columns}, e.body AS Body
        FROM taken d JOIN event e ON e.sequence = d.event ORDER BY d.event
        """;

    private const string Take = $"""
        WITH due AS (
            SELECT d.id FROM delivery d
            WHERE {DeliveryStatements.IsHead} AND d.state = 'Pending' AND (d.not_before IS NULL OR d.not_before <= @now) AND {Free}
            ORDER BY d.event LIMIT @limit
        {Claim}
        """;

    private const string TakeHeld = $"""
        WITH due AS (
            SELECT d.id FROM delivery d WHERE {DeliveryStatements.HeldDue} AND {Free}
            ORDER BY d.event LIMIT @limit
        {Claim}
        """;

    private const string TakeHeldWith = $"""
        WITH due AS (
            SELECT d.id FROM delivery d WHERE {DeliveryStatements.HeldWith} AND {Free}
            ORDER BY d.event LIMIT @limit
        {Claim}
        """;

    private const string NextDue = $"""
        SELECT MIN(due) FROM (
            SELECT MIN(GREATEST(
                COALESCE(d.not_before, d.first_due_at),
                CASE WHEN {Free} THEN NULL ELSE @now + CEIL(EXTRACT(EPOCH FROM d.claimed_until - clock_timestamp()) * 10000000)::bigint END)) AS due
            FROM delivery d WHERE {DeliveryStatements.IsHead}
            UNION ALL {DeliveryStatements.NextHeld}) waiting
        """;

    private const string Renew = """
        UPDATE delivery d SET claimed_until = clock_timestamp() + @lease
        FROM (SELECT id FROM delivery WHERE id = ANY(@ids) AND claimed_by = @claimant AND state IN ('Pending', 'Held') ORDER BY id FOR UPDATE) held
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
        WHERE id = @id AND state IN ('Pending', 'Held') AND claimed_by = @claimant
        """;

    private const string Hold = $"""
        UPDATE delivery
        SET state = 'Held', not_before = @notBefore, group_key = @group, reason = @reason, detail = @detail, claimed_by = NULL, claimed_until = NULL
        WHERE id = @id AND state IN ('Pending', 'Held') AND claimed_by = @claimant
        """;

    private const string LockHeld = "SELECT id FROM delivery WHERE state = 'Held' AND reason = @reason AND not_before > @now ORDER BY id FOR UPDATE";

    public TimeSpan? Lease => lease;

    public TimeSpan LongestSleep => TimeSpan.FromSeconds(1);

    public Task<IReadOnlyList<PendingDelivery>> TakeDueAsync(string destination, DateTimeOffset now, int limit, CancellationToken cancellation) => TakeAsync(
        Take, new { destination = PostgresText.ToColumn(destination), now = now.UtcTicks, limit, lease, claimant = claimant.Claimant }, destination, cancellation);

    public Task<IReadOnlyList<PendingDelivery>> TakeHeldAsync(string destination, DateTimeOffset now, int limit, CancellationToken cancellation) => TakeAsync(
        TakeHeld, new { destination = PostgresText.ToColumn(destination), now = now.UtcTicks, limit, lease, claimant = claimant.Claimant }, destination, cancellation);

    public Task<IReadOnlyList<PendingDelivery>> TakeHeldWithAsync(string destination, string cluster, string? master, int limit, CancellationToken cancellation) => TakeAsync(
        TakeHeldWith,
        new
        {
            destination = PostgresText.ToColumn(destination),
            cluster = PostgresText.ToColumn(cluster),
            master = master is null ? null : PostgresText.ToColumn(master),
            limit,
            lease,
            claimant = claimant.Claimant,
        },
        destination,
        cancellation);

    public Task HoldAsync(IReadOnlyList<HeldDelivery> held, CancellationToken cancellation) => database.WriteAsync(
        async transaction =>
        {
            await DeliveryStatements.HoldAsync(PostgresDialect.Instance, transaction, Hold, held, claimant.Claimant, cancellation);
            return held.Count;
        },
        cancellation);

    public async Task<IReadOnlyList<PriorDelivery>> ReadIncidentAsync(string destination, Guid incident, CancellationToken cancellation)
    {
        await using var connection = await database.OpenAsync(cancellation);
        return await PriorStatements.ReadIncidentAsync(PostgresDialect.Instance, connection, destination, incident, cancellation);
    }

    public async Task<IReadOnlyList<PriorDelivery>> ReadPairAsync(string destination, PriorFilter filter, CancellationToken cancellation)
    {
        await using var connection = await database.OpenAsync(cancellation);
        return await PriorStatements.ReadPairAsync(PostgresDialect.Instance, connection, destination, filter, cancellation);
    }

    public Task<IReadOnlyList<Reminder>> TakeRemindersAsync(
        string destination, DateTimeOffset now, DateTimeOffset again, int limit, CancellationToken cancellation) => database.WriteAsync(
        transaction => PriorStatements.TakeRemindersAsync(PostgresDialect.Instance, transaction, destination, now, again, limit, cancellation), cancellation);

    public Task RemindAsync(string destination, IReadOnlyList<ReminderChange> changes, CancellationToken cancellation) => database.WriteAsync(
        async transaction =>
        {
            await PriorStatements.ChangeRemindersAsync(PostgresDialect.Instance, transaction, destination, changes, cancellation);
            return changes.Count;
        },
        cancellation);

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

    public Task<RequeueResult> RequeueAsync(Guid eventId, string destination, DateTimeOffset now, string? note, CancellationToken cancellation) => database.WriteAsync(
        transaction => DeliveryStatements.RequeueAsync(PostgresDialect.Instance, transaction, eventId, destination, now, note, cancellation), cancellation);

    public Task<int> ReviewAsync(string reason, DateTimeOffset now, CancellationToken cancellation) => database.WriteAsync(
        async transaction =>
        {
            // Rows are locked by id everywhere: two that wait for each other would be a deadlock.
            await transaction.Connection!.ExecuteAsync(new CommandDefinition(
                LockHeld, new { reason = PostgresText.ToColumn(reason), now = now.UtcTicks }, transaction, cancellationToken: cancellation));
            return await DeliveryStatements.ReviewAsync(PostgresDialect.Instance, transaction, reason, now, cancellation);
        },
        cancellation);

    private async Task<IReadOnlyList<PendingDelivery>> TakeAsync(string sql, object parameters, string destination, CancellationToken cancellation)
    {
        await using var connection = await database.OpenAsync(cancellation);
        var rows = await connection.QueryAsync<DueRow>(new CommandDefinition(sql, parameters, cancellationToken: cancellation));
        return [.. rows.Select(row => row.ToPending(PostgresDialect.Instance, destination))];
    }
}
