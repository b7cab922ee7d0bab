namespace SentinelEvents.Lab;

/// <summary>What can be wrong with what the receivers were told.</summary>
internal enum FindingKind
{
    /// <summary>True, and not told.</summary>
    Lost,

    /// <summary>Told twice.</summary>
    Duplicated,

    /// <summary>An older switch after a newer one.</summary>
    OutOfOrder,

    /// <summary>Told, and not true.</summary>
    Untrue,
}
