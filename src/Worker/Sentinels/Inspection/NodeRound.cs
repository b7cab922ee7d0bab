using SentinelEvents.Worker.Events.Inspection;
using StackExchange.Redis;

namespace SentinelEvents.Worker.Sentinels.Inspection;

/// <summary>Visits data nodes, some at a time.</summary>
internal sealed class NodeRound(DataNodesOptions options, TimeSpan answerLimit, InspectionSteps steps, TimeProvider time)
{
    private const int AtATime = 32;

    /// <summary>All that is ever sent to a data node that is inspected.</summary>
    private static readonly CommandMap Reading = CommandMap.Create(["PING", "AUTH", "ROLE", "INFO", "CONFIG", "CLIENT"], available: true);

    /// <param name="nodes">Which.</param>
    /// <param name="inTime">When it takes too long.</param>
    /// <param name="cancellation">When nobody wants to know any more.</param>
    public async Task<IReadOnlyList<NodeInspection>> RunAsync(IReadOnlyList<NodeInspection> nodes, CancellationToken inTime, CancellationToken cancellation)
    {
        steps.Add(nodes.Count);
        using var places = new SemaphoreSlim(AtATime);
        return await Task.WhenAll(nodes.Select(node => VisitAsync(node, places, inTime, cancellation)));
    }

    private async Task<NodeInspection> VisitAsync(NodeInspection node, SemaphoreSlim places, CancellationToken inTime, CancellationToken cancellation)
    {
        var read = await Bounded.RunAsync(
            async token =>
            {
                await places.WaitAsync(token);
                try
                {
                    return await LookAsync(node, token);
                }
                finally
                {
                    places.Release();
                }
            },
            problem => node with { Problem = InspectionProblems.OfNode(problem) },
            inTime,
            cancellation);
        steps.Finish($"data node {node.Address}");
        return read;
    }

    private async Task<NodeInspection> LookAsync(NodeInspection node, CancellationToken cancellation)
    {
        var access = RedisAccess.ToDataNodes(options) with { Commands = Reading };
        var opened = await SentinelLink.OpenAsync(access, node.Address, answerLimit, time, cancellation);
        if (opened.Value is null)
        {
            return node with { Problem = InspectionProblems.OfNode(opened.Problem!) };
        }

        await using var link = opened.Value;
        return await new NodeInspector(link, options.User).ReadAsync(node, cancellation);
    }
}
