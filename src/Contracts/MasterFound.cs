namespace SentinelEvents.Contracts;

/// <summary>Answers <see cref="GetMaster"/>: who is master, by agreement.</summary>
public sealed record MasterFound
{
    /// <summary>As asked.</summary>
    public required string Cluster { get; init; }

    /// <summary>As asked.</summary>
    public required string Master { get; init; }

    /// <summary>Where the master is.</summary>
    public required HostAddress Address { get; init; }

    /// <summary>With <see cref="Epoch"/> to be compared with <c>MasterSwitched</c>: the higher pair is the newer, whichever arrives first.</summary>
    public required int Generation { get; init; }

    /// <summary>The config epoch at which the address was agreed or last confirmed. A fencing token within a generation.</summary>
    public required long Epoch { get; init; }

    /// <summary>When the address was agreed, UTC.</summary>
    public required DateTimeOffset Since { get; init; }

    /// <summary>Whether it is known to hold now.</summary>
    public required MasterCertainty Certainty { get; init; }
}
