using System.Text.RegularExpressions;
using SentinelEvents.Lab;

namespace SentinelEvents.Browser;

/// <summary>One address of each page that there is.</summary>
internal static partial class Places
{
    /// <summary>A path that is none.</summary>
    public const string Nowhere = "/there-is-nothing-here";

    private static readonly string PageOfHostile = $"/master?cluster=prod&master={Uri.EscapeDataString(StatusStage.Hostile)}";

    public static async Task<IReadOnlyList<string>> AllAsync(StatusStage stage, CancellationToken cancellation) =>
    [
        "/",
        "/masters/prod/m1",
        PageOfHostile,
        "/sentinels",
        "/events",
        await FirstAsync(stage, "/events?master=m1&kind=MasterSwitched", Incident(), cancellation),
        "/deliveries",
        "/deliveries?state=Rejected",
        "/silences",
        "/reports",
        await FirstAsync(stage, "/reports", Report(), cancellation),
    ];

    private static async Task<string> FirstAsync(StatusStage stage, string path, Regex link, CancellationToken cancellation) =>
        link.Match(await stage.ReadAsync(path, cancellation)) is { Success: true } found ? found.Value : throw new LabException($"{path} has no link like {link}.");

    [GeneratedRegex("/incidents/[0-9a-f-]{36}")]
    private static partial Regex Incident();

    [GeneratedRegex("/reports/[0-9a-f-]{36}")]
    private static partial Regex Report();
}
