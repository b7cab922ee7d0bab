namespace SentinelEvents.Worker.Journal.Postgres;

/// <summary>The advisory locks of a journal: a kind, and a hash made of the schema, so that two schemas of one database do not meet.</summary>
internal static class PostgresLocks
{
    private const string Kind = "1397051713";

    /// <summary>Held while the schema is made current.</summary>
    public const string Upgrade = $"{Kind}, hashtext('upgrade ' || current_schema())";

    /// <summary>Held while old rows are removed: a second worker would remove the same ones.</summary>
    public const string Removal = $"{Kind}, hashtext('removal ' || current_schema())";

    /// <summary>Held while a silence is added.</summary>
    public const string Silences = $"{Kind}, hashtext('silences ' || current_schema())";

    /// <summary>Held for as long as a worker has the name of parameter <c>@name</c>.</summary>
    public const string WorkerName = $"{Kind}, hashtext('worker ' || current_schema() || ' ' || @name)";
}
