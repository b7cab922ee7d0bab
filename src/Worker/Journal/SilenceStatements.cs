using System.Data.Common;
using Dapper;

namespace SentinelEvents.Worker.Journal;

/// <summary>The statements about silences, alike in every database.</summary>
internal static class SilenceStatements
{
    private const string Columns = """
        id AS Id, name AS Name, body AS Body, created_at AS CreatedAt, created_from AS CreatedFrom, over_at AS OverAt, ended_at AS EndedAt,
        ended_from AS EndedFrom
        """;

    private const string NotOver = "(over_at IS NULL OR over_at > @at)";

    // A row is added, gets an end before its time, or is removed: each changes one of the three.
    private const string Revision = "SELECT COUNT(*) || ' ' || COUNT(ended_at) || ' ' || COALESCE(MAX(number), 0) FROM silence";

    private const string Read = $"""
        SELECT {Columns} FROM silence WHERE {NotOver}
        ORDER BY COALESCE(over_at, 9223372036854775807) DESC, number DESC LIMIT @limit
        """;

    private const string Find = $"SELECT {Columns} FROM silence WHERE id = @id";

    private const string Named = $"SELECT COUNT(*) FROM silence WHERE name_key = @key AND {NotOver}";

    private const string Count = $"SELECT COUNT(*) FROM silence WHERE {NotOver}";

    private const string Insert = """
        INSERT INTO silence (id, name, name_key, body, created_at, created_from, over_at)
        VALUES (@id, @name, @key, @body, @at, @from, @overAt)
        """;

    private const string End = $"UPDATE silence SET ended_at = @at, ended_from = @from, over_at = @at WHERE id = @id AND {NotOver}";

    private const string Old = "DELETE FROM silence WHERE number IN (SELECT number FROM silence WHERE over_at < @before ORDER BY over_at LIMIT @piece)";

    public static async Task<string> ReadRevisionAsync(DbConnection connection, CancellationToken cancellation) =>
        await connection.ExecuteScalarAsync<string>(new CommandDefinition(Revision, cancellationToken: cancellation)) ?? "";

    public static async Task<IReadOnlyList<KeptSilence>> ReadAsync(
        SqlDialect dialect, DbConnection connection, DateTimeOffset notOverBy, int limit, CancellationToken cancellation)
    {
        var rows = await connection.QueryAsync<Row>(new CommandDefinition(Read, new { at = notOverBy.UtcTicks, limit }, cancellationToken: cancellation));
        return [.. rows.Select(row => row.ToSilence(dialect))];
    }

    public static async Task<KeptSilence?> FindAsync(SqlDialect dialect, DbConnection connection, Guid id, CancellationToken cancellation)
    {
        var row = await connection.QuerySingleOrDefaultAsync<Row>(new CommandDefinition(Find, new { id = JournalId.ToColumn(id) }, cancellationToken: cancellation));
        return row?.ToSilence(dialect);
    }

    /// <summary>Within a transaction beside which nobody else keeps one: what was counted would not hold.</summary>
    public static async Task<KeepSilenceResult> KeepAsync(SqlDialect dialect, DbTransaction transaction, KeptSilence silence, int most, CancellationToken cancellation)
    {
        var parameters = new
        {
            id = JournalId.ToColumn(silence.Id),
            name = dialect.ToColumn(silence.Name),
            key = dialect.ToColumn(silence.Name.ToUpperInvariant()),
            body = dialect.ToColumn(silence.Body),
            at = silence.CreatedAt.UtcTicks,
            from = dialect.ToColumn(silence.CreatedFrom),
            overAt = silence.OverAt?.UtcTicks,
        };
        if (await CountAsync(Named) > 0)
        {
            return KeepSilenceResult.NameTaken;
        }

        if (await CountAsync(Count) >= most)
        {
            return KeepSilenceResult.TooMany;
        }

        await transaction.Connection!.ExecuteAsync(new CommandDefinition(Insert, parameters, transaction, cancellationToken: cancellation));
        return KeepSilenceResult.Kept;

        Task<long> CountAsync(string sql) =>
            transaction.Connection!.ExecuteScalarAsync<long>(new CommandDefinition(sql, parameters, transaction, cancellationToken: cancellation));
    }

    public static async Task<bool> EndAsync(SqlDialect dialect, DbTransaction transaction, Guid id, DateTimeOffset at, string from, CancellationToken cancellation) =>
        await transaction.Connection!.ExecuteAsync(new CommandDefinition(
            End, new { id = JournalId.ToColumn(id), at = at.UtcTicks, from = dialect.ToColumn(from) }, transaction, cancellationToken: cancellation)) > 0;

    /// <returns>How many rows were removed; 0 when none is left.</returns>
    public static Task<int> RemoveAsync(DbTransaction transaction, DateTimeOffset before, CancellationToken cancellation) => transaction.Connection!.ExecuteAsync(
        new CommandDefinition(Old, new { before = before.UtcTicks, piece = RetentionStatements.Piece }, transaction, cancellationToken: cancellation));

    private sealed class Row
    {
        public string Id { get; init; } = "";

        public string Name { get; init; } = "";

        public string Body { get; init; } = "";

        public long CreatedAt { get; init; }

        public string CreatedFrom { get; init; } = "";

        public long? OverAt { get; init; }

        public long? EndedAt { get; init; }

        public string? EndedFrom { get; init; }

        public KeptSilence ToSilence(SqlDialect dialect) => new(
            Guid.Parse(Id),
            dialect.FromColumn(Name),
            dialect.FromColumn(Body),
            JournalTime.FromColumn(CreatedAt),
            dialect.FromColumn(CreatedFrom),
            JournalTime.FromColumn(OverAt),
            JournalTime.FromColumn(EndedAt),
            EndedFrom is null ? null : dialect.FromColumn(EndedFrom));
    }
}
