using MassTransit;
using RabbitMQ.Client.Exceptions;

namespace SentinelEvents.Lab;

/// <summary>Makes visible what would otherwise only land in an error queue.</summary>
internal sealed class FaultPrinter(ConsumerOutput output) : IReceiveObserver
{
    public Task PreReceive(ReceiveContext context) => Task.CompletedTask;

    public Task PostReceive(ReceiveContext context) => Task.CompletedTask;

    public Task PostConsume<T>(ConsumeContext<T> context, TimeSpan duration, string consumerType)
        where T : class => Task.CompletedTask;

    public Task ConsumeFault<T>(ConsumeContext<T> context, TimeSpan duration, string consumerType, Exception exception)
        where T : class
    {
        output.Write(new ConsumerLine { Fault = $"{typeof(T).Name} {context.MessageId}: {exception.Message}" });
        return Task.CompletedTask;
    }

    public Task ReceiveFault(ReceiveContext context, Exception exception)
    {
        if (exception is RabbitMQClientException)
        {
            // The broker went away before it heard that the message was consumed; it gives the same message out again.
            return Task.CompletedTask;
        }

        output.Write(new ConsumerLine { Fault = $"{exception.Message}: {context.Body.GetString()}" });
        return Task.CompletedTask;
    }
}
