using Microsoft.AspNetCore.Http;

namespace SentinelEvents.Worker.Status.Guard;

/// <summary>Headers of every answer: nothing of a page may come from elsewhere, go elsewhere, be framed or be kept.</summary>
internal static class SecurityHeaders
{
    public const string ContentSecurityPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

    public static Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        // At the last moment: what is answered in place of what was begun has them, too.
        context.Response.OnStarting(
            static state =>
            {
                var headers = ((HttpContext)state).Response.Headers;
                if (headers.ContentSecurityPolicy.Count == 0)
                {
                    // A document that is stricter in all but one thing says so itself.
                    headers.ContentSecurityPolicy = ContentSecurityPolicy;
                }

                headers.XContentTypeOptions = "nosniff";

                // Not less: without any referrer, browsers send forms with the origin null, and no form of ours would come from a page of ours.
                headers["Referrer-Policy"] = "same-origin";
                headers["Cross-Origin-Opener-Policy"] = "same-origin";
                headers["Cross-Origin-Resource-Policy"] = "same-origin";

                // What may be kept, such as a style sheet, says so itself.
                if (headers.CacheControl.Count == 0)
                {
                    headers.CacheControl = "no-store";
                }

                return Task.CompletedTask;
            },
            context);
        return next(context);
    }
}
