using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;
using SentinelEvents.Worker.Status.Views;

namespace SentinelEvents.Worker.Status.Api;

/// <summary>Good answers.</summary>
internal static class ApiAnswers
{
    public static IResult Of<T>(T value) => new ApiAnswer<T>(value);

    public static IResult All<T>(IEnumerable<T> items) => new ApiAnswer<Listing<T>>(new Listing<T>([.. items]));

    /// <summary>A part of a list, which says where its next part is.</summary>
    public static IResult Part<T>(HttpContext context, Page<T> page) => new ApiAnswer<Page<T>>(page, page.More && page.Next is { } next ? Next(context.Request, next) : null);

    private static string Next(HttpRequest request, string after)
    {
        var query = new QueryBuilder(request.Query.Where(one => !one.Key.Equals("after", StringComparison.OrdinalIgnoreCase))) { { "after", after } };
        return request.PathBase.Add(request.Path).ToUriComponent() + query;
    }
}
