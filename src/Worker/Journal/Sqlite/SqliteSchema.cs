using Dapper;
using DbUp;
using DbUp.Engine;
using Microsoft.Data.Sqlite;

namespace SentinelEvents.Worker.Journal.Sqlite;

/// <summary>The numbered scripts and what they make of a database.</summary>
internal sealed class SqliteSchema(IReadOnlyList<SqlScript> scripts)
{
    private const string Versions = "SchemaVersions";

    /// <summary>The scripts of this program.</summary>
    public static SqliteSchema Embedded { get; } = new(SchemaScripts.Read("Sqlite"));

    public IReadOnlyList<SqlScript> Scripts => scripts;

    public SchemaStanding Inspect(SqliteConnection connection)
    {
        var tables = connection.Query<string>("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'").AsList();
        if (!tables.Contains(Versions))
        {
            return tables.Count == 0 ? SchemaStanding.Empty : SchemaStanding.Foreign;
        }

        return SchemaScripts.Compare(scripts, connection.Query<string>($"SELECT ScriptName FROM {Versions}"));
    }

    /// <summary>Runs the scripts that are missing, each in a transaction of its own.</summary>
    public void Upgrade(SqliteDatabase database, ILogger logger)
    {
        var result = DeployChanges.To
            .SqliteDatabase(database.CreatorConnectionString)
            .WithScripts(scripts)
            .WithVariablesDisabled()
            .WithTransactionPerScript()
            .LogTo(new UpgradeLog(logger))
            .Build()
            .PerformUpgrade();
        if (!result.Successful)
        {
            throw SchemaProblems.Failed(database.Path, result, "See that there is room on the disk, then start again.");
        }
    }

    public static JournalUnusableException Foreign(string path) => SchemaProblems.Foreign(path, "a file");
}
