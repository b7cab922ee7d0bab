namespace SentinelEvents.Worker.Journal;

/// <summary>A row of the table of state entries.</summary>
internal sealed class StateRow
{
    public string Cluster { get; init; } = "";

    public string Name { get; init; } = "";

    public string? Body { get; init; }

    public StateEntry ToEntry(SqlDialect dialect) =>
        new(dialect.FromColumn(Cluster), dialect.FromColumn(Name), Body is null ? null : dialect.FromColumn(Body));
}
