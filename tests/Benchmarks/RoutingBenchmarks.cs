using System.Globalization;
using BenchmarkDotNet.Attributes;
using SentinelEvents.Contracts;
using SentinelEvents.Worker.Delivery;
using SentinelEvents.Worker.Events;

namespace SentinelEvents.Benchmarks;

/// <summary>An event to the names of its destinations, by twenty routes to ten destinations; one operation is one event.</summary>
public class RoutingBenchmarks
{
    private const int Kinds = 22;

    private readonly AgreedEvent[] events = [.. SampleEvents.Kinds.Select(kind => new AgreedEvent(kind.ToString(), SampleEvents.Of(kind)))];
    private readonly RoutingTable table = new([.. Enumerable.Range(0, 20).Select(Route)], [.. Enumerable.Range(0, 10).Select(Name)]);
    private readonly AgreedEvent switched = new("switched", SampleEvents.Of(EventKind.MasterSwitched));
    private readonly AgreedEvent recovered = new("recovered", SampleEvents.Of(EventKind.MasterRecovered));

    [Benchmark(Description = "a MasterSwitched")]
    public object Switched() => table.Route(switched);

    [Benchmark(Description = "a MasterRecovered, which follows its incident")]
    public object Recovered() => table.Route(recovered);

    [Benchmark(Description = "one event of each kind", OperationsPerInvoke = Kinds)]
    public object? Everything()
    {
        object? last = null;
        foreach (var agreed in events)
        {
            last = table.Route(agreed);
        }

        return last;
    }

    /// <summary>The first ones pick other clusters and masters, the rest take what comes by severity and kind, and go on.</summary>
    private static RouteOptions Route(int number) => number < 10
        ? new RouteOptions { Match = new RouteMatch { Clusters = ["prod-*"], Masters = [string.Create(CultureInfo.InvariantCulture, $"orders-{number}*")] }, To = [Name(number)], Continue = true }
        : new RouteOptions
        {
            Match = new RouteMatch { Masters = ["*"], MinSeverity = number % 2 == 0 ? Severity.Info : Severity.Critical, Kinds = number % 5 == 0 ? [EventKind.MasterSwitched, EventKind.MasterDown] : [] },
            To = [Name(number % 10)],
            Continue = true,
        };

    private static string Name(int number) => string.Create(CultureInfo.InvariantCulture, $"destination-{number}");
}
