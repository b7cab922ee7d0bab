using MassTransit;
using SentinelEvents.Contracts;
using SentinelEvents.Worker.Events;

namespace SentinelEvents.Worker.Bus;

/// <summary>Answers <see cref="GetMaster"/>. Any worker may: each knows what is agreed.</summary>
internal sealed class MasterQuestions(IMasterDirectory masters) : IConsumer<GetMaster>
{
    public Task Consume(ConsumeContext<GetMaster> context) => masters.Find(context.Message.Cluster, context.Message.Master) switch
    {
        MasterAnswer.Found(var found) => context.RespondAsync(found),
        MasterAnswer.NotFound(var reason) => context.RespondAsync(reason),
        var other => throw new InvalidOperationException($"{other.GetType().Name} is no answer."),
    };
}
