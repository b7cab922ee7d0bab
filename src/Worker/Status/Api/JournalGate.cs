using System.Data.Common;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using SentinelEvents.Worker.Pipeline;

namespace SentinelEvents.Worker.Status.Api;

/// <summary>Before the journal is open nothing is known, and while it is away nothing of the past is: then it is said, and nothing else is answered.</summary>
internal sealed class JournalGate(IPipelineView pipeline) : IEndpointFilter
{
    /// <summary>Opens a group whose paths are behind it.</summary>
    public static RouteGroupBuilder Group(IEndpointRouteBuilder app) =>
        // As an object: a filter by its type makes the framework compile an expression, for which it loads libraries that nothing else wants.
        app.MapGroup("").AddEndpointFilter(new JournalGate(app.ServiceProvider.GetRequiredService<IPipelineView>()));

    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        if (!pipeline.Status.Running)
        {
            return ApiProblems.JournalAway("What it holds has not been loaded yet. Ask again in a moment; /health/ready tells when.");
        }

        try
        {
            return await next(context);
        }
        catch (Exception failure) when (IsAway(failure) && !context.HttpContext.RequestAborted.IsCancellationRequested)
        {
            return ApiProblems.JournalAway("It does not answer. /health/ready tells when it does; what is agreed now is at /api/masters.");
        }
    }

    /// <summary>Whether a failure is one of the database, and none of ours. A body that cannot be read is an <see cref="IOException"/>, too, but its sender's.</summary>
    public static bool IsAway(Exception failure) =>
        failure is DbException or TimeoutException or IOException or SocketException or OperationCanceledException
        && failure is not (BadHttpRequestException or ConnectionResetException);
}
