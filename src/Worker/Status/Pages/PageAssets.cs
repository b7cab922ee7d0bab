using System.Security.Cryptography;

namespace SentinelEvents.Worker.Status.Pages;

/// <summary>The style sheet, the script and the icon; embedded.</summary>
internal static class PageAssets
{
    private const int HashLength = 12;

    public static PageAsset Style { get; } = Load("status.css", "text/css; charset=utf-8");

    public static PageAsset Script { get; } = Load("status.js", "text/javascript; charset=utf-8");

    public static PageAsset Icon { get; } = Load("icon.svg", "image/svg+xml");

    public static IReadOnlyList<PageAsset> All { get; } = [Style, Script, Icon];

    private static PageAsset Load(string file, string contentType)
    {
        using var stream = typeof(PageAssets).Assembly.GetManifestResourceStream($"{typeof(PageAssets).Namespace}.Assets.{file}")!;
        using var memory = new MemoryStream();
        stream.CopyTo(memory);
        var plain = memory.ToArray();
        var hash = Convert.ToHexStringLower(SHA256.HashData(plain))[..HashLength];
        return new PageAsset($"/assets/{hash}/{file}", contentType, plain);
    }
}
