using SentinelEvents.Lab;
using SentinelEvents.Unit.Journal;

namespace SentinelEvents.Integration.Journal;

public sealed class PostgresJournalComplianceTests(PostgresFixture servers) : JournalCompliance
{
    private string? connectionString;

    protected override async Task<JournalHandle> OpenAsync()
    {
        RequiresServer.OrSkip(ServerKind.Postgres);
        var server = await servers.GetAsync();
        connectionString ??= server.ConnectionString(await server.CreateDatabaseAsync());
        return (await PostgresWorker.OpenAsync(connectionString, time: Time)).ToHandle();
    }

    protected override ValueTask RemoveAsync() => ValueTask.CompletedTask;
}
