namespace SentinelEvents.Worker.Journal;

/// <summary>How the schema found in a database stands to the one this program knows.</summary>
internal enum SchemaStanding
{
    /// <summary>There is none yet.</summary>
    Empty,

    /// <summary>The database belongs to something else.</summary>
    Foreign,

    /// <summary>Scripts are to be run.</summary>
    Behind,

    Current,

    /// <summary>A script was run that this program does not have.</summary>
    Ahead,
}
