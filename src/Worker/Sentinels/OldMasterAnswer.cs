using SentinelEvents.Contracts;
using SentinelEvents.Worker.Events.Inspection;

namespace SentinelEvents.Worker.Sentinels;

/// <summary>What a demoted master said.</summary>
/// <param name="Writable">Whether it still is a master.</param>
/// <param name="Clients">Who is connected to it; null where that was not asked, or is not known.</param>
internal sealed record OldMasterAnswer(OldMasterWritable Writable, IReadOnlyList<ConnectedClient>? Clients)
{
    /// <summary>The least rule by which the command that was refused is permitted; null where none was.</summary>
    public string? MissingRule { get; init; }

    public static OldMasterAnswer NotChecked { get; } = new(OldMasterWritable.NotChecked, null);

    public static OldMasterAnswer Unreachable { get; } = new(OldMasterWritable.Unreachable, null);
}
