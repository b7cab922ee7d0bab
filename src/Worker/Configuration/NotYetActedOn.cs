using System.Collections;
using System.ComponentModel.DataAnnotations;
using SentinelEvents.Worker.Delivery;
using SentinelEvents.Worker.Status;

namespace SentinelEvents.Worker.Configuration;

/// <summary>
/// Keys and values that belong to the interface, but that this version does not act on. Keys are checked, and using one is
/// a notice, so that a configuration can be carried between versions and nobody waits for what will not happen.
/// </summary>
internal static class NotYetActedOn
{
    public const string Notice = "not acted on by this version";

    /// <summary>The keys that an options record takes beside its own, or null.</summary>
    public static Type? KeysBeside(Type options) =>
        options == typeof(SentinelEventsOptions) ? typeof(RootKeys) :
        options == typeof(RouteOptions) ? typeof(RouteKeys) :
        options == typeof(HttpOptions) ? typeof(HttpKeys) :
        null;

    /// <summary>Whether a value asks for something to be done.</summary>
    public static bool IsEffective(object? value) => value switch
    {
        null => false,
        TimeSpan span => span != TimeSpan.Zero,
        ICollection items => items.Count > 0,
        _ => true,
    };

    internal sealed record RootKeys
    {
        public IReadOnlyList<UnsettledForm> Silences { get; init; } = [];
    }

    internal sealed record RouteKeys
    {
        [Range(typeof(TimeSpan), "00:00:00", "1.00:00:00")]
        public TimeSpan GroupWait { get; init; }

        [Range(typeof(TimeSpan), "00:00:01", "365.00:00:00")]
        public TimeSpan? RepeatInterval { get; init; }
    }

    internal sealed record HttpKeys
    {
        /// <summary>Nothing is served yet that would need a key.</summary>
        public string? ApiKeyFile { get; init; }
    }

    /// <summary>Stands for a value whose keys the interface does not name.</summary>
    internal sealed record UnsettledForm;
}
