using System.CommandLine;
using System.CommandLine.Parsing;
using MassTransit;
using SentinelEvents.Contracts;

namespace SentinelEvents.Lab;

/// <summary><c>consume</c>: prints every event that arrives in a queue, one JSON line each.</summary>
internal static class ConsumeCommand
{
    internal static Command Create()
    {
        var uri = new Option<Uri>("--uri")
        {
            Description = "The broker, amqp://user:password@host:port/.",
            Required = true,
            CustomParser = ParseUri,
        };
        var queue = new Option<string>("--queue") { Description = "The queue; made when it is not there, and kept.", Required = true };
        var command = new Command("consume", "Print every event from a RabbitMQ queue as a line of JSON.") { uri, queue };
        command.SetAction((parsed, cancellation) => RunAsync(parsed.GetRequiredValue(uri), parsed.GetRequiredValue(queue), cancellation));
        return command;
    }

    private static Uri? ParseUri(ArgumentResult argument)
    {
        if (Uri.TryCreate(argument.Tokens[0].Value, UriKind.Absolute, out var uri))
        {
            return uri;
        }

        argument.AddError("--uri is not an absolute URI.");
        return null;
    }

    private static async Task<int> RunAsync(Uri uri, string queue, CancellationToken cancellation)
    {
        var output = new ConsumerOutput(Console.Out);
        var consumers = Enum.GetValues<EventKind>().Select(SentinelEventJson.TypeOf).Select(type => typeof(PrintingConsumer<>).MakeGenericType(type)).ToList();

        var builder = Host.CreateApplicationBuilder();
        // Standard output belongs to the lines of JSON.
        builder.Logging.ClearProviders().AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace).SetMinimumLevel(LogLevel.Warning);
        builder.Services.AddSingleton(output).AddSingleton(TimeProvider.System);
        builder.Services.AddMassTransit(bus =>
        {
            foreach (var consumer in consumers)
            {
                bus.AddConsumer(consumer);
            }

            bus.AddReceiveObserver<FaultPrinter>();
            bus.UsingRabbitMq((context, rabbit) =>
            {
                rabbit.Host(uri);
                rabbit.ReceiveEndpoint(queue, endpoint =>
                {
                    // One at a time, so that the lines keep the order of the queue.
                    endpoint.PrefetchCount = 16;
                    endpoint.ConcurrentMessageLimit = 1;
                    foreach (var consumer in consumers)
                    {
                        endpoint.ConfigureConsumer(context, consumer);
                    }
                });
            });
        });
        using var host = builder.Build();
        await host.StartAsync(cancellation).ConfigureAwait(false);
        await host.Services.GetRequiredService<IBusControl>().WaitForHealthStatus(BusHealthStatus.Healthy, cancellation).ConfigureAwait(false);
        output.Write(new ConsumerLine { Ready = true });
        await host.WaitForShutdownAsync(cancellation).ConfigureAwait(false);
        return 0;
    }
}
