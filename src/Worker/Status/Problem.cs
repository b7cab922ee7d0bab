using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http;
using SentinelEvents.Worker.Status.Pages;

namespace SentinelEvents.Worker.Status;

/// <summary>An answer that says what is wrong and the cure (RFC 9457).</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Title">What is wrong.</param>
/// <param name="Detail">More of it, and the cure.</param>
/// <param name="Errors">By field, where fields are wrong.</param>
internal sealed record Problem(int Status, string Title, string? Detail = null, IReadOnlyDictionary<string, string[]>? Errors = null)
{
    public const string ContentType = "application/problem+json";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    public static Task WriteAsync(HttpContext context, Problem problem)
    {
        if (ProblemPage.IsWanted(context))
        {
            return ProblemPage.WriteAsync(context, problem);
        }

        context.Response.StatusCode = problem.Status;
        context.Response.ContentType = ContentType;
        return context.Response.WriteAsync(JsonSerializer.Serialize(problem, Json), context.RequestAborted);
    }
}
