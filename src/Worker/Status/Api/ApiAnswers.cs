using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;
using SentinelEvents.Worker.Status.Views;

namespace SentinelEvents.Worker.Status.Api;

/// <summary>Good answers.</summary>
internal static class ApiAnswers
{
    public static IResult Of<TAnswer>(TAnswer value) => new ApiAnswer<TAnswer>(value);

    public static IResult All<TAnswer>(IEnumerable<TAnswer> items) => new ApiAnswer<Listing<TAnswer>>(new Listing<TAnswer>([.. items]));

    /// <summary>A part of a list, which says where its next part is.</summary>
    public static IResult Part<TAnswer>(HttpContext context, Page<TAnswer> page) => new ApiAnswer<Page<TAnswer>>(page, page.More && page.Next is { } next ? Next(context.Request, next) : null);

    private static string Next(HttpRequest request, string after)
    {
        var query = new QueryBuilder(request.Query.Where(one => !one.Key.Equals("after", StringComparison.OrdinalIgnoreCase))) { { "after", after } };
        return request.PathBase.Add(request.Path).ToUriComponent() + query;
    }
}
