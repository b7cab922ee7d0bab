using System.Collections;
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

    internal sealed record HttpKeys
    {
        /// <summary>Nothing is served yet that would need a key.</summary>
        public string? ApiKeyFile { get; init; }
    }
}
