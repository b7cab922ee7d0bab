namespace SentinelEvents.Worker.Journal.Postgres;

/// <summary>PostgreSQL keeps no NUL in a text, and no entry of more than some 2700 bytes in an index.</summary>
internal sealed class PostgresDialect : SqlDialect
{
    private PostgresDialect()
    {
    }

    public static PostgresDialect Instance { get; } = new();

    public override string ToColumn(string text) => PostgresText.ToColumn(text);

    public override string FromColumn(string text) => PostgresText.FromColumn(text);

    public override string FromUtf8(string parameter) => $"convert_from({parameter}, 'UTF8')";

    public override string OneOf(string parameter) => $"= ANY({parameter})";

    public override string Unique(string column) => $"md5({column})";

    public override string Indexed(string column, string parameter) => $"md5({column}) = md5({parameter}) AND {column} = {parameter}";

    public override string ToBeRemoved(string table) => $" FOR UPDATE OF {table} SKIP LOCKED";
}
