namespace SentinelEvents.Lab;

/// <summary>What a lab does to its processes; the values are those of Linux.</summary>
public enum ProcessSignal
{
    /// <summary>What the keyboard sends; to PostgreSQL a fast stop.</summary>
    Interrupt = 2,

    /// <summary>Ends it at once: a crash.</summary>
    Kill = 9,

    /// <summary>Asks it to end.</summary>
    Terminate = 15,

    /// <summary>Lets a stopped process go on.</summary>
    Continue = 18,

    /// <summary>Freezes it: alive for the kernel, silent for everybody else.</summary>
    Stop = 19,
}
