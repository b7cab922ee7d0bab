using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http;
using SentinelEvents.Worker.Status.Api;

namespace SentinelEvents.Worker.Status.Writes;

/// <summary>The JSON of what changes something. It is answered as the rest of the API; asked for, unknown fields are mistakes, for what their sender meant would not happen.</summary>
internal static class WriteJson
{
    private static readonly JsonSerializerOptions Asked = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        MaxDepth = 8,
    };

    public static Task WriteAsync<TAnswer>(HttpContext context, int status, TAnswer answer)
    {
        context.Response.StatusCode = status;
        return context.Response.WriteAsJsonAsync(answer, ApiJson.Options, context.RequestAborted);
    }

    /// <summary>The body of a request; null where it is none, which is answered.</summary>
    public static async Task<TBody?> ReadAsync<TBody>(HttpContext context)
        where TBody : class
    {
        if (!context.Request.HasJsonContentType() || context.Request.GetTypedHeaders().ContentType is { Charset.Length: > 0, Encoding: null })
        {
            await Problem.WriteAsync(context, new Problem(415, "The body is of another type than expected", "Send application/json, in UTF-8."));
            return null;
        }

        try
        {
            if (await context.Request.ReadFromJsonAsync<TBody>(Asked, context.RequestAborted) is { } body)
            {
                return body;
            }

            await Problem.WriteAsync(context, new Problem(400, "The body is not accepted", "Give an object."));
        }
        catch (JsonException exception)
        {
            // Its message may hold what was sent, and says nothing in the sender's words; its path says where.
            var field = exception.Path is { } path ? path.TrimStart('$').TrimStart('.') : "";
            await Problem.WriteAsync(context, field.Length == 0
                ? new Problem(400, "The body is not accepted", "Give an object in JSON.")
                : new Problem(400, "The body is not accepted", Errors: new Dictionary<string, string[]> { [field] = ["There is no such field, or its value is of another type than expected."] }));
        }

        return null;
    }
}
