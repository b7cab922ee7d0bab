using SentinelEvents.Integration.Journal;
using SentinelEvents.Lab;

[assembly: AssemblyFixture(typeof(PostgresFixture))]

namespace SentinelEvents.Integration.Journal;

/// <summary>One server for all tests that only need a database of their own; started by the first that asks. A test that stops it starts its own.</summary>
public sealed class PostgresFixture : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);
    private readonly Lazy<Task<PostgresServer>> server = new(() => PostgresServer.StartAsync(Patience));

    public Task<PostgresServer> GetAsync() => server.Value;

    public async ValueTask DisposeAsync()
    {
        if (server.IsValueCreated && server.Value.IsCompletedSuccessfully)
        {
            await (await server.Value).DisposeAsync();
        }
    }
}
