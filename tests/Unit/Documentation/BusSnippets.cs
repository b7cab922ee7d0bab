using MassTransit;
using SentinelEvents.Contracts;

namespace SentinelEvents.Unit.Documentation;

/// <summary>What docs/bus.md shows, so that the compiler reads it; <see cref="DocumentedCodeTests"/> holds the page to this file.</summary>
internal static class BusSnippets
{
    public static async Task AskAsync(IBus bus)
    {
        var answer = await bus.CreateRequestClient<GetMaster>().GetResponse<MasterFound, MasterNotFound>(new GetMaster { Cluster = "local", Master = "mymaster" });
        Console.WriteLine(answer.Is(out Response<MasterFound>? found) ? $"{found.Message.Address} at epoch {found.Message.Epoch}" : "nobody knows");
    }

    public sealed class Follower : IConsumer<MasterSwitched>
    {
        public Task Consume(ConsumeContext<MasterSwitched> context) =>
            Console.Out.WriteLineAsync($"{context.Message.Master} is at {context.Message.NewAddress}");
    }

    public sealed class Audit : IConsumer<ISentinelEvent>
    {
        public Task Consume(ConsumeContext<ISentinelEvent> context)
        {
            if (context.Message.Kind == EventKind.MasterSwitched && context.TryGetMessage<MasterSwitched>(out var switched))
            {
                Console.WriteLine($"{switched.Message.Master} is at {switched.Message.NewAddress}");
            }

            return Task.CompletedTask;
        }
    }
}
