namespace SentinelEvents.Worker.Events;

/// <summary>How many sentinels must answer with the new address, at one epoch, before a switch is agreed.</summary>
public enum AgreementPolicy
{
    /// <summary>More than half of the known sentinels.</summary>
    Majority,

    /// <summary>Their own quorum setting; the highest where they differ.</summary>
    Quorum,

    /// <summary>Every known sentinel.</summary>
    All,

    /// <summary>The first one that says so.</summary>
    First,
}
