using System.IO.Compression;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace SentinelEvents.Worker.Status.Pages;

/// <summary>Compresses what a browser can unpack: a table of masters becomes a tenth.</summary>
internal static class PageCompression
{
    private const string Brotli = "br";
    private const string Gzip = "gzip";

    /// <summary>Below this a header more costs as much.</summary>
    private const int Least = 1024;

    public static async Task WriteAsync(HttpContext context, ReadOnlyMemory<byte> body)
    {
        var encoding = body.Length < Least ? null : Choose(context.Request);
        context.Response.Headers.Append(HeaderNames.Vary, HeaderNames.AcceptEncoding);
        if (encoding is null)
        {
            context.Response.ContentLength = body.Length;
            await context.Response.Body.WriteAsync(body, context.RequestAborted);
            return;
        }

        using var packed = new MemoryStream(body.Length / 4);
        await using (Stream packing = encoding == Brotli ? new BrotliStream(packed, CompressionLevel.Fastest, leaveOpen: true) : new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            await packing.WriteAsync(body, context.RequestAborted);
        }

        context.Response.Headers.ContentEncoding = encoding;
        context.Response.ContentLength = packed.Length;
        await context.Response.Body.WriteAsync(packed.GetBuffer().AsMemory(0, (int)packed.Length), context.RequestAborted);
    }

    public static Task WriteAsync(HttpContext context, PageAsset asset)
    {
        var encoding = Choose(context.Request);
        var body = encoding switch
        {
            Brotli => asset.Brotli,
            Gzip => asset.Gzip,
            _ => asset.Plain,
        };
        context.Response.Headers.Append(HeaderNames.Vary, HeaderNames.AcceptEncoding);
        if (encoding is not null)
        {
            context.Response.Headers.ContentEncoding = encoding;
        }

        context.Response.ContentLength = body.Length;
        return context.Response.Body.WriteAsync(body, context.RequestAborted).AsTask();
    }

    /// <summary>The best that is asked for; null: as it is.</summary>
    public static string? Choose(HttpRequest request)
    {
        var accepted = request.GetTypedHeaders().AcceptEncoding;
        return new[] { Brotli, Gzip }.FirstOrDefault(encoding => accepted.Any(one => one.Quality is not 0 && one.Value.Equals(encoding, StringComparison.OrdinalIgnoreCase)));
    }
}
