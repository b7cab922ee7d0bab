using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace SentinelEvents.Worker.Status.Api;

/// <summary>A good answer with a tag of its content: whoever has it already is told so in a few bytes.</summary>
/// <param name="value">What is answered.</param>
/// <param name="next">The address of the next part of a list; null where there is none.</param>
internal sealed class ApiAnswer<TAnswer>(TAnswer value, string? next = null) : IResult
{
    private const int TagLength = 16;

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(value, ApiJson.Options);
        var tag = $"\"{Base64Url.EncodeToString(SHA256.HashData(body).AsSpan(0, TagLength))}\"";
        var (request, response) = (httpContext.Request.GetTypedHeaders(), httpContext.Response);
        response.Headers.ETag = tag;
        response.Headers.CacheControl = "no-cache";
        if (next is not null)
        {
            response.Headers.Link = $"<{next}>; rel=\"next\"";
        }

        var known = new EntityTagHeaderValue(tag);
        if (request.IfNoneMatch.Any(one => one.Compare(known, useStrongComparison: false) || one == EntityTagHeaderValue.Any))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        response.ContentType = "application/json; charset=utf-8";
        response.ContentLength = body.Length;
        await response.Body.WriteAsync(body, httpContext.RequestAborted);
    }
}
