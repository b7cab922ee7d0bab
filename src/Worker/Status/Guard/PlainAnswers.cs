using System.Data.Common;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http;
using SentinelEvents.Worker.Events;

namespace SentinelEvents.Worker.Status.Guard;

/// <summary>Gives every refusal and failure that has no words of its own a problem: unknown path, method that is not allowed, a defect of ours.</summary>
internal sealed partial class PlainAnswers(ILogger<PlainAnswers> logger)
{
    public async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        try
        {
            await next(context);
        }
        catch (BadHttpRequestException exception) when (!context.Response.HasStarted)
        {
            await AnswerAsync(context, exception.StatusCode);
            return;
        }
        catch (ConnectionResetException)
        {
            // Whoever sent it has gone in the middle of it: nobody is left to answer, and nothing failed.
            context.Abort();
            return;
        }
        catch (Exception exception) when (!context.Response.HasStarted && !context.RequestAborted.IsCancellationRequested)
        {
            LogFailed(exception, VisibleText.Of(context.Request.Method), context.GetEndpoint()?.DisplayName ?? "-");
            await AnswerAsync(context, exception is DbException or TimeoutException ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status500InternalServerError);
            return;
        }

        if (context.Response is { HasStarted: false, StatusCode: >= 400, ContentType: null, ContentLength: null })
        {
            await AnswerAsync(context, context.Response.StatusCode);
        }
    }

    private static Task AnswerAsync(HttpContext context, int status) => Problem.WriteAsync(context, status switch
    {
        404 => new Problem(status, "There is nothing here", "The paths of the interface are in docs/api.md."),
        405 => new Problem(status, "The method is not allowed here", $"Allowed: {context.Response.Headers.Allow}."),
        408 => new Problem(status, "The request came too slowly"),
        413 => new Problem(status, "The body is too large", $"At most {ServerLimits.LargestBody / 1024} KiB."),
        415 => new Problem(status, "The body is of another type than expected", "Send application/json."),
        503 => new Problem(status, "The journal does not answer", "Try again; the log of the service says more."),
        500 => new Problem(status, "This failed for a reason of the service's own", "The log of the service says more."),
        _ => new Problem(status, "The request cannot be answered as it is"),
    });

    [LoggerMessage(7102, LogLevel.Error, "{Method} failed at {Endpoint}")]
    private partial void LogFailed(Exception exception, string method, string endpoint);
}
