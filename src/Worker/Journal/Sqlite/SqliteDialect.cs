namespace SentinelEvents.Worker.Journal.Sqlite;

/// <summary>SQLite takes every text as it is, and has one writer.</summary>
internal sealed class SqliteDialect : SqlDialect
{
    private SqliteDialect()
    {
    }

    public static SqliteDialect Instance { get; } = new();

    public override string ToColumn(string text) => text;

    public override string FromColumn(string text) => text;

    public override string FromUtf8(string parameter) => $"CAST({parameter} AS TEXT)";

    public override string OneOf(string parameter) => $"IN {parameter}";

    public override string Unique(string column) => column;

    public override string Indexed(string column, string parameter) => $"{column} = {parameter}";

    public override string ToBeRemoved(string table) => "";
}
