using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace SentinelEvents.Worker.Status.Api;

/// <summary>The path as it was sent: the server leaves an escaped slash escaped, and so a name with a slash could not be told from one that only looks like it.</summary>
internal static class RequestPath
{
    /// <summary>The last segments, unescaped, in their order; null where there are not so many.</summary>
    public static IReadOnlyList<string>? Last(HttpContext context, int count)
    {
        var target = context.Features.Get<IHttpRequestFeature>()?.RawTarget ?? "";
        var segments = target.Split('?', 2)[0].TrimEnd('/').Split('/');
        return segments.Length > count ? [.. segments[^count..].Select(Uri.UnescapeDataString)] : null;
    }
}
