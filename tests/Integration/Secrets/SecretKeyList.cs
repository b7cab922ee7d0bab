using SentinelEvents.Worker.Configuration;
using SentinelEvents.Worker.Notifications;

namespace SentinelEvents.Integration.Secrets;

/// <summary>The keys of the configuration that hold text, found in the options themselves. An entry of a list is <c>*</c>, a destination its kind.</summary>
internal static class SecretKeyList
{
    private const string Twin = "File";

    /// <summary>Names of keys that hold no secret, whatever is written there. A new key is on this list, or among those that <see cref="SecretKeys"/> hides, or a test fails.</summary>
    private static readonly HashSet<string> Harmless = new(StringComparer.Ordinal)
    {
        "Name", "Sentinels", "Masters", "User", "Racks", "ServerName", "Worker", "Kind", "From", "To", "Host", "PickupDirectory", "TimeZone", "Locale", "Template", "ContentType",
        "AllowAddresses", "Path", "Clusters", "Cron", "Author", "Comment",
    };

    /// <summary>Every secret key, and whether a file can be named in its place.</summary>
    public static IReadOnlyList<(string Key, bool HasFile)> Secrets { get; } = [.. Texts().Where(text => SecretKeys.Hides(text.Key)).Select(text => (text.Key, text.HasFile))];

    /// <summary>Keys of which nobody has said whether they hold a secret.</summary>
    public static IReadOnlyList<string> Undecided { get; } =
        [.. Texts().Where(text => !SecretKeys.Hides(text.Key) && text.Key != "Http:Url" && !Harmless.Contains(text.Name) && !text.Name.EndsWith(Twin, StringComparison.Ordinal)).Select(text => text.Key)];

    private static IEnumerable<(string Key, string Name, bool HasFile)> Texts() => Of(OptionsShape.OfRecord(typeof(SentinelEventsOptions)), "");

    private static IEnumerable<(string Key, string Name, bool HasFile)> Of(OptionsShape.Record record, string prefix) =>
        record.Properties.SelectMany(property => Of(property.Shape, prefix + property.Name, property.Name, record.Properties.Any(other => other.Name == property.Name + Twin)));

    private static IEnumerable<(string Key, string Name, bool HasFile)> Of(OptionsShape shape, string path, string name, bool hasFile) => shape switch
    {
        OptionsShape.Text => [(path, name, hasFile)],
        OptionsShape.ListOf { Item: OptionsShape.Text } or OptionsShape.MapOf { Item: OptionsShape.Text } => [(path, name, hasFile)],
        OptionsShape.ListOf list => Of(list.Item, path + ":*", name, false),
        OptionsShape.MapOf { Item: OptionsShape.ByKind } => NotificationsRegistration.Kinds.SelectMany(kind => Of(OptionsShape.OfRecord(kind.Options), $"{path}:{kind.Name}:")),
        OptionsShape.MapOf map => Of(map.Item, path + ":*", name, false),
        OptionsShape.Record record => Of(record, path + ":"),
        _ => [],
    };
}
