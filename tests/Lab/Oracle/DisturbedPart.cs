namespace SentinelEvents.Lab;

/// <summary>Who can be disturbed.</summary>
internal abstract record DisturbedPart
{
    private DisturbedPart()
    {
    }

    /// <summary>A worker could not work: it was not running, frozen, or without its journal.</summary>
    internal sealed record Worker(int Number) : DisturbedPart;

    /// <summary>A sentinel could not be reached by the workers: killed, frozen, or cut off.</summary>
    internal sealed record Sentinel(int Port) : DisturbedPart;

    /// <summary>A sentinel was told something that wipes or changes what it knows, and answered all the time.</summary>
    internal sealed record SentinelMemory(int Port) : DisturbedPart;

    /// <summary>A receiver could not take, or not acknowledge, what it was sent.</summary>
    internal sealed record Receiver(string Name) : DisturbedPart;

    /// <summary>A data node.</summary>
    internal sealed record Node(int Port) : DisturbedPart;
}
