using Microsoft.AspNetCore.Http;
using SentinelEvents.Worker.Events;

namespace SentinelEvents.Worker.Status.Pages;

/// <summary>A problem for whoever came with a browser.</summary>
internal static class ProblemPage
{
    private static readonly string[] ForPrograms = ["/api", "/health", "/metrics", "/openapi", "/assets"];

    /// <summary>Programs, too, may accept anything; only a browser asks for a page by name.</summary>
    public static bool IsWanted(HttpContext context) =>
        !ForPrograms.Any(prefix => context.Request.Path.StartsWithSegments(prefix, StringComparison.OrdinalIgnoreCase))
        && context.Request.GetTypedHeaders().Accept.Any(accepted => accepted.MediaType.Equals("text/html", StringComparison.OrdinalIgnoreCase));

    public static Task WriteAsync(HttpContext context, Problem problem)
    {
        // Whoever was not let in learns nothing of the service.
        var frame = problem.Status is StatusCodes.Status401Unauthorized or StatusCodes.Status403Forbidden or StatusCodes.Status429TooManyRequests
            ? new PageFrame(context.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow())
            : context.RequestServices.GetRequiredService<PageReader>().Frame();
        return context.RequestServices.GetRequiredService<PageWriter>().WriteAsync<ErrorPage>(
            context,
            new Dictionary<string, object?>
            {
                ["Frame"] = frame,
                ["Title"] = problem.Title,
                ["What"] = VisibleText.Of(problem.Detail ?? ""),
                ["Status"] = problem.Status,
            },
            problem.Status);
    }
}
