using MassTransit;
using SentinelEvents.Contracts;
using SentinelEvents.Worker.Events;

namespace SentinelEvents.Worker.Bus;

/// <summary>Answers <see cref="GetMaster"/> for one cluster. Any worker that watches it may: each knows what is agreed.</summary>
internal sealed class MasterQuestions(string cluster, IMasterDirectory masters) : IConsumer<GetMaster>
{
    public Task Consume(ConsumeContext<GetMaster> context)
    {
        // A question reaches the queue of every cluster; whoever watches the one that it is about answers, be it a worker of another deployment on this broker.
        if (context.Message.Cluster != cluster)
        {
            return Task.CompletedTask;
        }

        return masters.Find(cluster, context.Message.Master) switch
        {
            MasterAnswer.Found(var found) => context.RespondAsync(found),
            MasterAnswer.NotFound(var reason) => context.RespondAsync(reason),
            var other => throw new InvalidOperationException($"{other.GetType().Name} is no answer."),
        };
    }
}
