using SentinelEvents.Worker.Journal.Postgres;
using SentinelEvents.Worker.Journal.Sqlite;

namespace SentinelEvents.Worker.Journal;

/// <summary>Looks at a journal without opening it for writing, so that a running worker is not disturbed.</summary>
internal static class JournalProbe
{
    /// <summary>What was found.</summary>
    /// <param name="Found">In words.</param>
    /// <param name="Problem">Null where it can be used.</param>
    /// <param name="Cure">What helps; empty where nothing is wrong.</param>
    internal sealed record Result(string Found, string? Problem, string Cure);

    public static async Task<Result> LookAsync(JournalOptions options, CancellationToken cancellation)
    {
        try
        {
            return options.Provider switch
            {
                JournalProvider.Sqlite => SqliteProbe.Look(options),
                JournalProvider.Postgres => await PostgresProbe.LookAsync(options, cancellation),
                _ => throw new ArgumentOutOfRangeException(nameof(options), options.Provider, "There is no such journal provider."),
            };
        }
        catch (JournalUnusableException unusable)
        {
            return new Result("", unusable.Message, "");
        }
    }
}
