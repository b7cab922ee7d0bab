using System.IO.Compression;

namespace SentinelEvents.Worker.Status.Pages;

/// <summary>A file that pages need: its content names it, so that a browser may keep it for ever.</summary>
/// <param name="url">Where it is; another content is another place.</param>
/// <param name="contentType">What it is.</param>
/// <param name="plain">As it is.</param>
internal sealed class PageAsset(string url, string contentType, byte[] plain)
{
    // Compressed as well as it can be, which takes a while: when the first asks for it, and not while the service starts.
    private readonly Lazy<byte[]> brotli = new(() => Compress(plain, output => new BrotliStream(output, CompressionLevel.SmallestSize)));
    private readonly Lazy<byte[]> gzip = new(() => Compress(plain, output => new GZipStream(output, CompressionLevel.SmallestSize)));

    public string Url => url;

    public string ContentType => contentType;

    public ReadOnlyMemory<byte> Plain => plain;

    public ReadOnlyMemory<byte> Brotli => brotli.Value;

    /// <summary>For what knows no better.</summary>
    public ReadOnlyMemory<byte> Gzip => gzip.Value;

    private static byte[] Compress(byte[] plain, Func<Stream, Stream> compressor)
    {
        using var output = new MemoryStream();
        using (var compressing = compressor(output))
        {
            compressing.Write(plain);
        }

        return output.ToArray();
    }
}
