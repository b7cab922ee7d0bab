using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using SentinelEvents.Worker.Delivery;
using SentinelEvents.Worker.Pipeline;
using SentinelEvents.Worker.Status.Pages;

namespace SentinelEvents.Unit.Status.Pages;

/// <summary>Pages as the service writes them.</summary>
internal static class Rendered
{
    public static readonly DateTimeOffset Now = new(2026, 3, 7, 3, 0, 0, TimeSpan.Zero);

    public static PageFrame Frame(string name = "prod") => new(Now)
    {
        Place = 7,
        Glance = new ServiceGlance(
            new PipelineStatus(true, 1, 1, null, null),
            [new ClusterSight(name, 2, 3, null)],
            [new DestinationStatus(name, DestinationHealth.Failing, 0, 1, 0, new DeliveryProblem(Now, DeliveryReason.Unreachable, name), null)]),
        Token = new FormToken("formToken", "t"),
        Notice = Notices.Of(Done.Silenced),
    };

    public static async Task<string> OfAsync<TPage>(PageContent content, PageFrame? frame = null)
        where TPage : IComponent
    {
        await using var services = new ServiceCollection().BuildServiceProvider();
        return await new PageWriter(services, NullLoggerFactory.Instance).RenderAsync<TPage>(
            new Dictionary<string, object?> { ["Frame"] = frame ?? Frame(), ["Content"] = content });
    }
}
