namespace SentinelEvents.Worker.Status.Pages;

/// <summary>A file that pages need: its content names it, so that a browser may keep it for ever.</summary>
/// <param name="Url">Where it is; another content is another place.</param>
/// <param name="ContentType">What it is.</param>
/// <param name="Plain">As it is.</param>
/// <param name="Brotli">Compressed.</param>
/// <param name="Gzip">Compressed, for what knows no better.</param>
internal sealed record PageAsset(string Url, string ContentType, ReadOnlyMemory<byte> Plain, ReadOnlyMemory<byte> Brotli, ReadOnlyMemory<byte> Gzip);
