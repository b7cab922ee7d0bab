namespace SentinelEvents.Worker.Sentinels;

/// <summary>Why a sentinel cannot be watched, or not fully. A closed set.</summary>
public enum SentinelProblemKind
{
    /// <summary>No connection: refused, no route, no such host, or no answer in time.</summary>
    Unreachable,

    /// <summary>The sentinel wants a password and none is configured.</summary>
    PasswordRequired,

    /// <summary>User or password are refused.</summary>
    WrongPassword,

    /// <summary>The user may not run a command or subscribe.</summary>
    NotPermitted,

    /// <summary>A Redis server, but not in sentinel mode.</summary>
    NotASentinel,

    /// <summary>The other side does not speak the Redis protocol, or answers what no sentinel answers.</summary>
    Garbage,

    /// <summary>TLS could not be agreed, or its files could not be read.</summary>
    Tls,

    /// <summary>A secret's file could not be read.</summary>
    SecretUnreadable,

    /// <summary>The connection stands but nothing comes back.</summary>
    Silent,

    /// <summary>The connection broke.</summary>
    Lost,

    /// <summary>Another endpoint is the same sentinel and is watched already.</summary>
    Duplicate,

    /// <summary>A master's address kept changing while it was read.</summary>
    Unsettled,
}
