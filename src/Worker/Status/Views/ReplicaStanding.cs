namespace SentinelEvents.Worker.Status.Views;

/// <summary>How it stands with a replica. A closed set.</summary>
public enum ReplicaStanding
{
    /// <summary>Agreed to be down.</summary>
    Down,

    /// <summary>Some sentinel holds it for down, short of agreement.</summary>
    Suspected,

    /// <summary>Listed, and no sentinel has had an answer from it yet.</summary>
    Unproven,

    /// <summary>It answers, and nobody holds it for down.</summary>
    Up,
}
