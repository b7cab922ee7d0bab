// Follows one master: asks for it at the start, then takes each switch, and never goes back to an older one.
//   dotnet run -- amqp://guest:guest@127.0.0.1:5672/ local mymaster
using MassTransit;
using SentinelEvents.Contracts;

var (broker, cluster, master) = (new Uri(args[0]), args[1], args[2]);
var current = new CurrentMaster();
var bus = Bus.Factory.CreateUsingRabbitMq(configure =>
{
    configure.Host(broker);

    // A queue of this process alone: after a restart the question below tells what was missed.
    configure.ReceiveEndpoint(new TemporaryEndpointDefinition(), endpoint => endpoint.Handler<MasterSwitched>(context =>
    {
        var switched = context.Message;
        if ((switched.Cluster, switched.Master) == (cluster, master))
        {
            current.Take(switched.NewAddress, switched.Generation, switched.Epoch);
        }

        return Task.CompletedTask;
    }));
});

// Subscribe first, then ask: a switch between the two arrives twice rather than not at all.
await bus.StartAsync();
var question = bus.CreateRequestClient<GetMaster>(RequestTimeout.After(m: 1));
var answer = await question.GetResponse<MasterFound, MasterNotFound>(new GetMaster { Cluster = cluster, Master = master });
if (answer.Is(out Response<MasterFound>? found))
{
    current.Take(found.Message.Address, found.Message.Generation, found.Message.Epoch);
}

await new TaskCompletionSource().Task;

/// <summary>The newest master heard of. The epoch goes along as a fencing token wherever something may still hold an older one.</summary>
internal sealed class CurrentMaster
{
    private readonly Lock gate = new();
    private (int Generation, long Epoch) newest = (-1, -1);

    public void Take(HostAddress address, int generation, long epoch)
    {
        lock (gate)
        {
            if ((generation, epoch).CompareTo(newest) > 0)
            {
                newest = (generation, epoch);
                Console.WriteLine($"master is {address} at epoch {epoch}");
            }
        }
    }
}
