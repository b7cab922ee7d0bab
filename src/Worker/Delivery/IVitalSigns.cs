namespace SentinelEvents.Worker.Delivery;

/// <summary>Whether this service really watches: its loop turns, enough sentinels are seen, the journal takes what is decided.</summary>
public interface IVitalSigns
{
    /// <summary>Why it does not, for a person; null while it does.</summary>
    string? Problem { get; }
}
