using SentinelEvents.Lab;

namespace SentinelEvents.Integration.EndToEnd;

/// <summary>The journal of several workers.</summary>
/// <param name="Server">Where it is.</param>
/// <param name="Database">What it is called there.</param>
/// <param name="Lease">How long the claims of a worker that died hold.</param>
internal sealed record SharedJournal(PostgresServer Server, string Database, TimeSpan Lease)
{
    public static async Task<SharedJournal> CreateAsync(PostgresServer server, CancellationToken cancellation) =>
        new(server, await server.CreateDatabaseAsync(cancellation), TimeSpan.FromSeconds(5));

    public Task<long> CountAsync(string rows, CancellationToken cancellation) => Server.ScalarAsync<long>(Database, $"SELECT count(*) FROM {rows}", cancellation);

    /// <summary>Who holds a delivery to a destination, by name; null: nobody.</summary>
    public async Task<string?> HolderAsync(string destination, CancellationToken cancellation)
    {
        var holder = await Server.ScalarAsync<string>(
            Database, $"SELECT COALESCE(MAX(claimed_by), '') FROM delivery WHERE state = 'Pending' AND claimed_until > now() AND destination = '{destination}'", cancellation);
        return holder.Length == 0 ? null : holder.Split(' ')[0];
    }
}
