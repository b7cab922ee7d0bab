namespace SentinelEvents.Worker.Events.Inspection;

/// <summary>Why an instance could not be read. A closed set.</summary>
public enum InspectionProblemKind
{
    /// <summary>No connection, or no answer in time.</summary>
    Unreachable,

    /// <summary>It asks for a password, or refuses the one that it was given.</summary>
    Refused,

    /// <summary>This service's user may not even read what is needed most.</summary>
    NotPermitted,

    /// <summary>Anything else: not the server it should be, TLS, a secret that cannot be read.</summary>
    Other,
}
