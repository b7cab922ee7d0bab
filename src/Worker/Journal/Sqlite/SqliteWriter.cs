using Microsoft.Data.Sqlite;

namespace SentinelEvents.Worker.Journal.Sqlite;

/// <summary>One connection that stays open for writing; every piece of work is one transaction.</summary>
internal sealed class SqliteWriter(SqliteDatabase database) : IDisposable
{
    private SqliteConnection? connection;

    /// <summary>Does the work in a transaction. Cancellation counts until the work has begun; then it is done or undone as a whole.</summary>
    public Task<T> WriteAsync<T>(Func<SqliteTransaction, Task<T>> work, CancellationToken cancellation) =>
        WriteAsync(work, static _ => { }, cancellation);

    /// <param name="work">What to do.</param>
    /// <param name="committed">Called once it is done for good, before anybody else's turn.</param>
    /// <param name="cancellation">Ends the wait for the turn.</param>
    public async Task<T> WriteAsync<T>(Func<SqliteTransaction, Task<T>> work, Action<T> committed, CancellationToken cancellation)
    {
        await database.WriteTurn.WaitAsync(cancellation);
        try
        {
            connection ??= database.OpenWriter();

            // Takes the file's write lock at once, so that no work is done for nothing.
            var transaction = connection.BeginTransaction(deferred: false);
            try
            {
                var result = await work(transaction);
                transaction.Commit();
                transaction.Dispose();
                committed(result);
                return result;
            }
            catch
            {
                Undo(transaction);
                throw;
            }
        }
        finally
        {
            database.WriteTurn.Release();
        }
    }

    public void Dispose()
    {
        connection?.Dispose();
        connection = null;
    }

    private void Undo(SqliteTransaction transaction)
    {
        try
        {
            transaction.Dispose();
        }
        catch (Exception exception) when (exception is SqliteException or InvalidOperationException)
        {
            // SQLite has undone it already, or the connection is in no known state: what remains open ends with the connection.
            Dispose();
        }
    }
}
