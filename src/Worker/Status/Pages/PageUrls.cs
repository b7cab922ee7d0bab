using System.Globalization;

namespace SentinelEvents.Worker.Status.Pages;

/// <summary>Where each page is. Names come from outside and are escaped here, and nowhere else.</summary>
internal static class PageUrls
{
    public const string Overview = "/";
    public const string Sentinels = "/sentinels";
    public const string Events = "/events";
    public const string Deliveries = "/deliveries";
    public const string Silences = "/silences";
    public const string Reports = "/reports";
    public const string MasterByQuery = "/master";

    /// <summary>A name with a slash, or of dots, does not survive as a part of a path: such a master is asked for by query.</summary>
    public static string Master(string cluster, string master) => FitsPath(cluster) && FitsPath(master)
        ? $"/masters/{Uri.EscapeDataString(cluster)}/{Uri.EscapeDataString(master)}"
        : With(MasterByQuery, ("cluster", cluster), ("master", master));

    public static string Incident(Guid id) => $"/incidents/{id:D}";

    public static string Report(Guid id) => $"/reports/{id:D}";

    public static string ReportFile(Guid id) => $"/reports/{id:D}/file";

    public static string ReportPicture(Guid id, string file) => $"/reports/{id:D}/{Uri.EscapeDataString(file)}";

    /// <summary>A path with a query; what is null or empty is left out.</summary>
    public static string With(string path, params ReadOnlySpan<(string Key, string? Value)> query)
    {
        var parts = new List<string>();
        foreach (var (key, value) in query)
        {
            if (!string.IsNullOrEmpty(value))
            {
                parts.Add($"{key}={Uri.EscapeDataString(value)}");
            }
        }

        return parts.Count == 0 ? path : $"{path}?{string.Join('&', parts)}";
    }

    public static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static bool FitsPath(string name) => name.Length > 0 && name.Trim('.').Length > 0 && name.AsSpan().IndexOfAny("/\\%") < 0;
}
