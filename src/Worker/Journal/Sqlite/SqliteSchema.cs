using System.Reflection;
using Dapper;
using DbUp;
using DbUp.Engine;
using Microsoft.Data.Sqlite;

namespace SentinelEvents.Worker.Journal.Sqlite;

/// <summary>The numbered scripts and what they make of a database.</summary>
internal sealed class SqliteSchema(IReadOnlyList<SqlScript> scripts)
{
    private const string Versions = "SchemaVersions";

    private const string ResourcePrefix = "SentinelEvents.Worker.Journal.Sqlite.Scripts.";

    /// <summary>The scripts of this program. Their names are stored in databases: a published one is never renamed or changed.</summary>
    public static SqliteSchema Embedded { get; } = new(ReadScripts());

    public IReadOnlyList<SqlScript> Scripts => scripts;

    public SchemaStanding Inspect(SqliteConnection connection)
    {
        var tables = connection.Query<string>("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'").AsList();
        if (!tables.Contains(Versions))
        {
            return tables.Count == 0 ? SchemaStanding.Empty : SchemaStanding.Foreign;
        }

        var run = connection.Query<string>($"SELECT ScriptName FROM {Versions}").ToHashSet(StringComparer.Ordinal);
        var known = scripts.Select(script => script.Name).ToHashSet(StringComparer.Ordinal);
        if (run.IsProperSupersetOf(known) || !run.IsSubsetOf(known))
        {
            return SchemaStanding.Ahead;
        }

        return run.Count == known.Count ? SchemaStanding.Current : SchemaStanding.Behind;
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
            throw new JournalUnusableException(
                $"The schema of the journal {database.Path} could not be brought up to date: {result.ErrorScript?.Name ?? "a script"} failed ({result.Error.Message}). "
                + "Nothing of that script remains: the version before can still use the journal. See that there is room on the disk, then start again.",
                result.Error);
        }
    }

    public static JournalUnusableException Newer(string path) => new(
        $"The journal {path} was written by a newer version of SentinelEvents. Start that version, or give this one another journal (Journal:ConnectionString).");

    public static JournalUnusableException Foreign(string path) => new(
        $"The database {path} holds something that is not a journal. Set Journal:ConnectionString to a file of its own.");

    private static List<SqlScript> ReadScripts()
    {
        var assembly = Assembly.GetExecutingAssembly();
        return [.. assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(ResourcePrefix, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(name => SqlScript.FromStream(name[ResourcePrefix.Length..], assembly.GetManifestResourceStream(name)!))];
    }
}
