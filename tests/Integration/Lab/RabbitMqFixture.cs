using SentinelEvents.Integration.Lab;
using SentinelEvents.Lab;

[assembly: AssemblyFixture(typeof(RabbitMqFixture))]

namespace SentinelEvents.Integration.Lab;

/// <summary>One broker for all tests that only need a broker; started by the first that asks. A test that stops it starts its own.</summary>
public sealed class RabbitMqFixture : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);
    private readonly Lazy<Task<RabbitMqServer>> server = new(() => RabbitMqServer.StartAsync(Patience));

    public Task<RabbitMqServer> GetAsync() => server.Value;

    public async ValueTask DisposeAsync()
    {
        if (server.IsValueCreated && server.Value.IsCompletedSuccessfully)
        {
            await (await server.Value).DisposeAsync();
        }
    }
}
