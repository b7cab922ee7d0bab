namespace SentinelEvents.Worker.Journal;

/// <summary>Where databases differ although the statements are alike.</summary>
internal abstract class SqlDialect
{
    /// <summary>A text as the database can keep it.</summary>
    public abstract string ToColumn(string text);

    /// <summary>A kept text as it was.</summary>
    public abstract string FromColumn(string text);

    /// <summary>A text whose UTF-8 is the value of a parameter: a long one is not written three times on its way to the database then.</summary>
    /// <param name="parameter">The parameter, with its sign. What it says is JSON, in which nothing is that the database cannot keep.</param>
    public abstract string FromUtf8(string parameter);

    /// <summary>The condition that a column equals one of a list's values.</summary>
    /// <param name="parameter">The list's parameter, with its sign.</param>
    public abstract string OneOf(string parameter);

    /// <summary>What a unique index covers of a text column that others fill, however long the text.</summary>
    public abstract string Unique(string column);

    /// <summary>The condition that a text column that others fill equals a parameter, in the form that its index covers.</summary>
    public abstract string Indexed(string column, string parameter);

    /// <summary>Ends a query whose rows are removed in the same transaction: others may write to them meanwhile, or not.</summary>
    public abstract string ToBeRemoved(string table);
}
