namespace SentinelEvents.Worker.Configuration;

/// <summary>Which keys hold values that are shown to nobody.</summary>
internal static class SecretKeys
{
    // Url, Endpoint and ConnectionString are here because they may carry a password or a token; Http:Url is the exception.
    private static readonly HashSet<string> Names = new(StringComparer.OrdinalIgnoreCase) { "Password", "Secrets", "Uri", "Url", "FailUrl", "ConnectionString", "RoutingKey", "Endpoint", "Headers", "ApiKey" };

    /// <summary>Whether the value at a path, or anything below it, is secret.</summary>
    public static bool Hides(string path) => NameIn(path) is not null;

    /// <summary>The part of a path that makes its value secret; null where none does.</summary>
    public static string? NameIn(string path) => path.Equals("Http:Url", StringComparison.OrdinalIgnoreCase) ? null
        : Array.Find(path.Split(':'), Names.Contains) is { } name && Names.TryGetValue(name, out var spelled) ? spelled
        : null;
}
