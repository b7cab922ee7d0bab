using Npgsql;
using SentinelEvents.Lab;
using SentinelEvents.Unit.Journal;
using SentinelEvents.Worker.Journal;

namespace SentinelEvents.Integration.Journal;

/// <summary>Tests with an empty database each, and as many workers as they open.</summary>
public abstract class PostgresTests(PostgresFixture servers) : IAsyncLifetime
{
    private readonly List<PostgresWorker> workers = [];
    private PostgresServer? started;
    private string? database;

    protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private protected PostgresServer Server => started!;

    protected string Database => database!;

    protected string ConnectionString => Server.ConnectionString(Database);

    public async ValueTask InitializeAsync()
    {
        RequiresServer.OrSkip(ServerKind.Postgres);
        started = await servers.GetAsync();
        database = await Server.CreateDatabaseAsync(Cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var worker in workers)
        {
            await worker.DisposeAsync();
        }

        GC.SuppressFinalize(this);
    }

    private protected async Task<PostgresWorker> OpenAsync(TimeSpan? lease = null, TimeProvider? time = null, string name = "worker", int? proxy = null)
    {
        var worker = await PostgresWorker.OpenAsync(
            proxy is { } port ? new NpgsqlConnectionStringBuilder(ConnectionString) { Port = port }.ConnectionString : ConnectionString, workers.Count + 1, name, lease, time);
        workers.Add(worker);
        return worker;
    }

    private protected static Task<CommitResult> CommitAsync(PostgresWorker worker, JournalBatch batch) => worker.Journal.CommitAsync(batch, Cancellation);

    private protected static async Task CommittedAsync(PostgresWorker worker, JournalBatch batch) =>
        Assert.IsType<CommitResult.Committed>(await CommitAsync(worker, batch));

    private protected static async Task<IReadOnlyList<StateEntry>> OvertakenAsync(PostgresWorker worker, JournalBatch batch) =>
        Assert.IsType<CommitResult.Overtaken>(await CommitAsync(worker, batch)).Newer;

    private protected static JournalBatch State(string name, string? body, string cluster = "local") => TestEvents.Batch(new StateEntry(cluster, name, body));

    protected Task<T> ScalarAsync<T>(string sql) => Server.ScalarAsync<T>(Database, sql, Cancellation);
}
