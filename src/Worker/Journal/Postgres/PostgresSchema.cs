using Dapper;
using DbUp;
using DbUp.Engine;
using DbUp.Postgresql;
using Npgsql;

namespace SentinelEvents.Worker.Journal.Postgres;

/// <summary>The numbered scripts and what they make of a database.</summary>
internal sealed class PostgresSchema(IReadOnlyList<SqlScript> scripts)
{
    private const string Versions = "schemaversions";

    // An upgrade of a large journal takes its time, and whoever starts meanwhile has to wait for it.
    private const int PatienceSeconds = 600;

    // What extensions brought along is nobody's data.
    private const string Tables = """
        SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE n.nspname = current_schema() AND c.relkind IN ('r', 'p', 'v', 'm', 'f')
          AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e')
        """;

    /// <summary>The scripts of this program.</summary>
    public static PostgresSchema Embedded { get; } = new(SchemaScripts.Read("Postgres"));

    public IReadOnlyList<SqlScript> Scripts => scripts;

    public async Task<SchemaStanding> InspectAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        var tables = (await connection.QueryAsync<string>(new CommandDefinition(Tables, cancellationToken: cancellation))).AsList();
        return tables.Contains(Versions)
            ? SchemaScripts.Compare(
                scripts, await connection.QueryAsync<string>(new CommandDefinition($"SELECT scriptname FROM {Versions}", cancellationToken: cancellation)))
            : tables.Count == 0 ? SchemaStanding.Empty : SchemaStanding.Foreign;
    }

    /// <summary>Makes the schema current; of several workers that start together, one does.</summary>
    /// <exception cref="JournalUnusableException">It is newer, of something else, or a script fails.</exception>
    public async Task UpgradeAsync(PostgresDatabase database, ILogger logger, CancellationToken cancellation)
    {
        // Unpooled: however this ends, the lock ends with the session.
        await using var connection = await database.OpenUnpooledAsync(cancellation);
        await connection.ExecuteAsync(new CommandDefinition(
            $"SELECT pg_advisory_lock({PostgresLocks.Upgrade})", commandTimeout: PatienceSeconds, cancellationToken: cancellation));
        switch (await InspectAsync(connection, cancellation))
        {
            case SchemaStanding.Ahead:
                throw SchemaProblems.Newer(database.Place);
            case SchemaStanding.Foreign:
                throw Foreign(database.Place);
            case SchemaStanding.Empty or SchemaStanding.Behind:
                await RunScriptsAsync(connection, database, logger, cancellation);
                break;
            case SchemaStanding.Current:
            default:
                break;
        }
    }

    public static JournalUnusableException Foreign(string place) => SchemaProblems.Foreign(place, "a database or a schema (Search Path)");

    private async Task RunScriptsAsync(NpgsqlConnection connection, PostgresDatabase database, ILogger logger, CancellationToken cancellation)
    {
        var schema = await connection.ExecuteScalarAsync<string>(new CommandDefinition("SELECT current_schema()", cancellationToken: cancellation));
        var result = await Task.Run(
            () => DeployChanges.To
                .PostgresqlDatabase(new PostgresqlConnectionManager(database.Unpooled))
                .JournalToPostgresqlTable(schema, Versions)
                .WithScripts(scripts)
                .WithVariablesDisabled()
                .WithTransactionPerScript()
                .WithExecutionTimeout(TimeSpan.FromSeconds(PatienceSeconds))
                .LogTo(new UpgradeLog(logger))
                .Build()
                .PerformUpgrade(),
            cancellation);
        if (!result.Successful)
        {
            throw result.Error is PostgresException { SqlState: PostgresErrorCodes.InsufficientPrivilege or PostgresErrorCodes.InvalidSchemaName or PostgresErrorCodes.ReadOnlySqlTransaction } refused
                ? PostgresFailures.Explain(refused, database)
                : SchemaProblems.Failed(database.Place, result, "See the server's log, then start again.");
        }
    }
}
