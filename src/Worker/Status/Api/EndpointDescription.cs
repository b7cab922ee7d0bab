using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace SentinelEvents.Worker.Status.Api;

/// <summary>What an endpoint says of itself.</summary>
internal static class EndpointDescription
{
    private const string Problem = "application/problem+json";

    /// <param name="endpoint">The endpoint.</param>
    /// <param name="name">Its id, for generated clients.</param>
    /// <param name="summary">In short.</param>
    /// <param name="description">In full.</param>
    /// <param name="problems">Answers beside 400 and 503 that are problems.</param>
    public static RouteHandlerBuilder Describes<TAnswer>(this RouteHandlerBuilder endpoint, string name, string summary, string description, params ReadOnlySpan<int> problems)
    {
        endpoint.WithName(name).WithSummary(summary).WithDescription(description)
            .Produces<TAnswer>(StatusCodes.Status200OK, "application/json")
            .Produces(StatusCodes.Status304NotModified);
        return endpoint.HasProblems([StatusCodes.Status400BadRequest, StatusCodes.Status503ServiceUnavailable, .. problems]);
    }

    /// <param name="endpoint">The endpoint, which changes something.</param>
    /// <param name="name">Its id, for generated clients.</param>
    /// <param name="summary">In short.</param>
    /// <param name="description">In full.</param>
    /// <param name="done">The answer when it is done.</param>
    /// <param name="problems">Answers beside 400, those of the guard and 503 that are problems.</param>
    public static RouteHandlerBuilder DescribesChange<TAnswer>(
        this RouteHandlerBuilder endpoint, string name, string summary, string description, int done, params ReadOnlySpan<int> problems) =>
        endpoint.WithName(name).WithSummary(summary).WithDescription(description)
            .Produces<TAnswer>(done, "application/json")
            .HasProblems([StatusCodes.Status400BadRequest, StatusCodes.Status401Unauthorized, StatusCodes.Status403Forbidden, StatusCodes.Status503ServiceUnavailable, .. problems]);

    public static RouteHandlerBuilder Takes(this RouteHandlerBuilder endpoint, params IReadOnlyList<ApiParameter> parameters) =>
        endpoint.WithMetadata(new ApiParameterList(parameters));

    private static RouteHandlerBuilder HasProblems(this RouteHandlerBuilder endpoint, params ReadOnlySpan<int> problems)
    {
        foreach (var status in problems)
        {
            endpoint.ProducesProblem(status, Problem);
        }

        return endpoint;
    }
}
